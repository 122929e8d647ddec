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
): Decided => {
  const names = new Map(requests.map(({ id, person }) => [id, person.name]));
  const nameOf = (id: string): string => names.get(id) ?? '';
  return {
    requests: answers.flatMap(({ batchId, decided }) => decided.map((id) => ({ id, batchId, name: nameOf(id) }))),
    outcome,
    refused: answers.flatMap(({ refused }) => refused.map((one) => ({ ...one, name: nameOf(one.id) }))),
    undoUntil,
  };
};
