import { REMINDER_MINUTES, type BookingState, type BookingView } from '@shared/booking';
import type { IconName } from '@/components/icon';
import type { Tone } from '@/components/tag';

/** How the booking that runs stands by the clock, whatever any timer has noticed. */
export type Phase = 'offered' | 'held' | 'void' | 'in_use' | 'overdue' | 'late';

type Times = Pick<BookingView, 'state' | 'expiresAt' | 'endsAt'>;

/** The instant that the countdown runs to. */
export const endOf = ({ state, expiresAt, endsAt }: Times): string | null =>
  state === 'offered' || state === 'held' ? expiresAt : endsAt;

/** @param leftMs until `endOf` */
export const phaseOf = ({ state, endsAt }: Times, leftMs: number): Phase => {
  switch (state) {
    case 'offered':
    case 'held':
      return leftMs > 0 ? state : 'void';
    case 'in_use':
      return leftMs > 0 || endsAt === null ? 'in_use' : 'overdue';
    case 'admitted_late':
      return 'late';
    case 'ended':
    case 'expired':
    case 'cancelled':
    case 'lapsed':
      return 'void';
  }
};

const MINUTE_MS = 60_000;

/** Calm, soon, or now. */
export const urgencyOf = (leftMs: number): 'good' | 'warn' | 'danger' => {
  if (leftMs <= MINUTE_MS) {
    return 'danger';
  }
  return leftMs <= REMINDER_MINUTES * MINUTE_MS ? 'warn' : 'good';
};

const LOOKS: Record<Phase, { icon: IconName; tone: Tone }> = {
  offered: { icon: 'notice', tone: 'warn' },
  held: { icon: 'clock', tone: 'good' },
  void: { icon: 'failed', tone: 'danger' },
  in_use: { icon: 'done', tone: 'good' },
  overdue: { icon: 'warning', tone: 'danger' },
  late: { icon: 'done', tone: 'good' },
};

/** @param leftMs until `endOf` */
export const lookOf = (phase: Phase, leftMs: number): { icon: IconName; tone: Tone } =>
  phase === 'held' || phase === 'in_use' ? { ...LOOKS[phase], tone: urgencyOf(leftMs) } : LOOKS[phase];

/** What came of a booking that runs no longer. */
export type Farewell = 'expired' | 'excused' | 'lapsed' | 'over' | 'cancelled' | 'closed';

/** As the server knows it: the phone may have been in a locker meanwhile. Null: it runs. */
export const farewellOf = ({ state, endedBy }: Pick<BookingView, 'state' | 'endedBy'>): Farewell | null => {
  if (endedBy === 'venue_closed') {
    return 'closed';
  }
  const WORDS: Partial<Record<BookingState, Farewell>> = {
    expired: endedBy === 'excused' ? 'excused' : 'expired',
    lapsed: endedBy === 'declined' ? 'cancelled' : 'lapsed',
    cancelled: 'cancelled',
    ended: 'over',
  };
  return WORDS[state] ?? null;
};
