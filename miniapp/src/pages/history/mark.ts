import type { DayMark } from '@shared/check-in';
import type { IconName } from '@/components/icon';
import type { Tone } from '@/components/tag';

export const MARKS = {
  reported: { tone: 'good', icon: 'done', word: 'history.reported' },
  partly: { tone: 'warn', icon: 'clock', word: 'history.partly' },
  missing: { tone: 'danger', icon: 'warning', word: 'history.missing' },
  due: { tone: 'info', icon: 'clock', word: 'history.due' },
  not_due: { tone: 'plain', icon: 'minus', word: 'history.notDue' },
} as const satisfies Record<DayMark, { tone: Tone; icon: IconName; word: string }>;
