import type { Tone } from '../tone';

const PATHS: Record<Tone, string> = {
  good: 'M24 4a20 20 0 1 0 0 40 20 20 0 0 0 0-40Zm-4.2 29.6L10.6 24.4l3.2-3.2 6 6 13.4-13.4 3.2 3.2Z',
  danger:
    'M24 4a20 20 0 1 0 0 40 20 20 0 0 0 0-40Zm8.8 25.6-3.2 3.2L24 27.2l-5.6 5.6-3.2-3.2L20.8 24l-5.6-5.6 3.2-3.2 5.6 5.6 5.6-5.6 3.2 3.2L27.2 24Z',
  warn: 'M24 4 2 43h44L24 4Zm2.2 33h-4.4v-4.4h4.4V37Zm0-7.6h-4.4V17.6h4.4v11.8Z',
  info: 'M24 3a6 6 0 0 0-6 6v17.4a10.5 10.5 0 1 0 12 0V9a6 6 0 0 0-6-6Zm0 4a2 2 0 0 1 2 2v19.6l1.2.7a6.5 6.5 0 1 1-6.4 0l1.2-.7V9a2 2 0 0 1 2-2Zm-1.6 13v10.4a4.2 4.2 0 1 0 3.2 0V20h-3.2Z',
};

/** Drawn as large as its place. */
export function Sign({ tone }: { tone: Tone }) {
  return (
    <svg className="sign" viewBox="0 0 48 48" aria-hidden="true" data-tone={tone}>
      <path d={PATHS[tone]} fill="currentColor" />
    </svg>
  );
}
