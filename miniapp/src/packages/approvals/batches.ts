import { BATCH_LIMIT, type DecideRequests, type DecisionAnswer } from '@shared/approval';
import type { Decided } from './decisions';

/** What one decision needs to know of a request. */
export interface Decidable {
  id: string;
  revision: number;
  person: { name: string };
}

export type Verdict = Pick<DecideRequests, 'outcome' | 'reason' | 'comment' | 'slots'>;

/** As many calls as it takes, each within the limit of the server. */
export const batchesOf = (requests: readonly Decidable[], verdict: Verdict): DecideRequests[] =>
  Array.from({ length: Math.ceil(requests.length / BATCH_LIMIT) }, (_batch, index) => ({
    ...verdict,
    requests: requests
      .slice(index * BATCH_LIMIT, (index + 1) * BATCH_LIMIT)
      .map(({ id, revision }) => ({ id, revision })),
  }));

/** The answers of all batches as one. */
export const together = (
  answers: DecisionAnswer[],
  requests: readonly Decidable[],
  outcome: Verdict['outcome'],
  undoUntil: string,
): Decided => ({
  batchIds: answers.filter(({ decided }) => decided.length > 0).map(({ batchId }) => batchId),
  ids: answers.flatMap(({ decided }) => decided),
  outcome,
  refused: answers.flatMap(({ refused }) =>
    refused.map((one) => ({ ...one, name: requests.find(({ id }) => id === one.id)?.person.name ?? '' })),
  ),
  undoUntil,
});
