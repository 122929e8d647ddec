import type { TemporaryPassView } from '@shared/pass';
import type { IconName } from '@/components/icon';
import type { Tone } from '@/components/tag';

/** How a pass stands by the clock: approved is only what it was decided to be. */
export type Phase = 'waiting' | 'returned' | 'ahead' | 'open' | 'over' | 'rejected' | 'withdrawn';

/** @param now by the server's clock */
export const phaseOf = (
  { state, startsAt, endsAt }: Pick<TemporaryPassView, 'state' | 'startsAt' | 'endsAt'>,
  now: number,
): Phase => {
  if (state === 'submitted') {
    return 'waiting';
  }
  if (state !== 'approved') {
    return state;
  }
  if (now < Date.parse(startsAt)) {
    return 'ahead';
  }
  return now < Date.parse(endsAt) ? 'open' : 'over';
};

export const LOOKS: Record<Phase, { icon: IconName; tone: Tone }> = {
  waiting: { icon: 'clock', tone: 'info' },
  returned: { icon: 'edit', tone: 'warn' },
  ahead: { icon: 'done', tone: 'good' },
  open: { icon: 'pass', tone: 'good' },
  over: { icon: 'clock', tone: 'plain' },
  rejected: { icon: 'failed', tone: 'danger' },
  withdrawn: { icon: 'close', tone: 'plain' },
};
