import { OVERRIDE_HOURS, OVERRIDE_NEXT, type OverrideAction, type OverrideState } from '@shared/pass';
import { DomainError } from '../common/domain-error';

const HOUR_MS = 3_600_000;

/** A proposal is over after a day by the clock, whether or not anybody has looked. */
export const stateAt = (state: OverrideState, proposedAt: Date, now: Date): OverrideState =>
  now.getTime() >= proposedAt.getTime() + OVERRIDE_HOURS * HOUR_MS ? (OVERRIDE_NEXT[state].expire ?? state) : state;

/** The state after an action. @throws DomainError OVERRIDE_STATE_CONFLICT with the state it is in */
export const stateAfter = (state: OverrideState, action: OverrideAction): OverrideState => {
  const next = OVERRIDE_NEXT[state][action];
  if (next === undefined) {
    throw new DomainError('OVERRIDE_STATE_CONFLICT', { details: { state } });
  }
  return next;
};

export interface Parties {
  /** whom it is about */
  personId: string;
  proposedBy: string;
  /** the one who proposed it may still do so */
  isProposerInOffice: boolean;
}

/**
 * Two persons, both in office, neither of them the one whom it is about. Whoever proposed it may take it back.
 * @throws DomainError OVERRIDE_NEEDS_ANOTHER
 */
export const demandAnother = (
  { personId, proposedBy, isProposerInOffice }: Parties,
  callerId: string,
  action: 'confirm' | 'refuse',
): void => {
  const isAlone = action === 'confirm' && (callerId === proposedBy || !isProposerInOffice);
  if (callerId === personId || isAlone) {
    throw new DomainError('OVERRIDE_NEEDS_ANOTHER');
  }
};
