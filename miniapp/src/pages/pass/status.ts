import type { OwnHold, PassStatus, PassView } from '@shared/pass';
import type { IconName } from '@/components/icon';
import type { Tone } from '@/components/tag';
import { openCheckIn, openExemptPass, openReturn, openSupport } from '@/pages/routes';
import type { Words } from '@/words/zh';

interface Look {
  tone: Tone;
  icon: IconName;
  /** what to do about it; null where the pass opens gates */
  next: { word: keyof Words['pass']['next']; open: () => void } | null;
}

const askForHelp = (): void => openSupport('PASS_NOT_VALID');
const applyForReturn = { word: 'applyReturn', open: openReturn } as const;

export const LOOKS: Record<PassStatus, Look> = {
  valid: { tone: 'good', icon: 'safe', next: null },
  apply_return: { tone: 'info', icon: 'return', next: applyForReturn },
  apply_exempt: { tone: 'info', icon: 'edit', next: { word: 'applyExempt', open: openExemptPass } },
  ended: { tone: 'warn', icon: 'leave', next: applyForReturn },
  check_in_due: { tone: 'warn', icon: 'health', next: { word: 'checkIn', open: openCheckIn } },
  held: { tone: 'danger', icon: 'failed', next: { word: 'contacts', open: askForHelp } },
  person_inactive: { tone: 'danger', icon: 'person', next: { word: 'hall', open: askForHelp } },
};

/** What the status means for the person, and the one thing to do about it, in the words of the book. */
export const adviceOf = (
  { status, exempt }: Pick<PassView, 'status' | 'exempt'>,
  { pass }: Words,
): { text: string; next: { word: string; open: () => void } | null } => {
  const { next } = LOOKS[status];
  if (status === 'apply_exempt' && exempt && exempt.state in pass.exempt) {
    const { text, action } = pass.exempt[exempt.state as keyof Words['pass']['exempt']];
    return { text, next: { word: action, open: openExemptPass } };
  }
  return { text: pass.statuses[status].text, next: next && { word: pass.next[next.word], open: next.open } };
};

/** Each cause once, since it began: how many matters are open says nothing to the person. */
export const causesOf = (holds: readonly OwnHold[]): OwnHold[] => {
  const byAge = [...holds].sort((one, other) => Date.parse(one.placedAt) - Date.parse(other.placedAt));
  return byAge.filter(({ cause }, at) => byAge.findIndex((hold) => hold.cause === cause) === at);
};
