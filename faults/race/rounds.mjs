import { setTimeout as sleep } from 'node:timers/promises';
import { atOnce, demand, send } from './send.mjs';

/**
 * What the contestants of one round were told.
 * @typedef {{ applicationId: string, requestId: string } & (
 *   | { race: 'double', decisions: { by: string, name: string, outcome: string, answer: any }[] }
 *   | { race: 'withdrawal', by: string, name: string, answer: any, withdrawal: { status: number, code: string | null } }
 *   | { race: 'undo', by: string, name: string, decided: any, undo: any }
 * )} Round
 */

/** Held back by at most this much, so that either side is first now and then. */
const HEAD_START_MS = 4;
/** An undo leaves the phone within this span around the instant at which the decision takes effect. */
const UNDO_SPREAD_MS = 24;
/** Decisions of the undo race are made this far apart; their ten seconds run side by side. */
const BETWEEN_MS = 60;

/** @typedef {import('./race-world.mjs').RaceWorld} RaceWorld @typedef {() => number} Draw */

const headStarts = (/** @type {Draw} */ draw) => {
  const ms = (draw() * 2 - 1) * HEAD_START_MS;
  return [Math.max(0, ms), Math.max(0, -ms)];
};

const decide = (/** @type {number} */ port, /** @type {string} */ authorization, requestId, outcome = 'approve') =>
  demand(port, authorization, 'POST', '/approvals/decisions', {
    ...{ requests: [{ id: requestId, revision: 1 }], outcome },
    ...(outcome === 'approve' ? {} : { reason: 'not_allowed_now' }),
  });

/** The approver approves, the deputy rejects. @param {RaceWorld} world @param {Draw} draw @returns {Promise<Round>} */
export async function doubleDecision({ approvers, ports, apply }, draw) {
  const { applicationId, requestId } = await apply();
  const turned = draw() < 0.5;
  const outcomes = ['approve', 'reject'];
  const answers = await atOnce(
    approvers.map(
      ({ authorization }, at) =>
        () =>
          decide(ports[turned ? 1 - at : at], authorization, requestId, outcomes[at]),
    ),
    headStarts(draw),
  );
  return {
    ...{ race: 'double', applicationId, requestId },
    decisions: approvers.map(({ personId, name }, at) => ({
      ...{ by: personId, name, outcome: outcomes[at], answer: answers[at].body },
    })),
  };
}

/** The approver approves while the student withdraws. @param {RaceWorld} world @param {Draw} draw @returns {Promise<Round>} */
export async function approvalAgainstWithdrawal({ approvers: [approver], ports, apply }, draw) {
  const { applicationId, requestId, authorization } = await apply();
  const at = draw() < 0.5 ? 0 : 1;
  const [decision, withdrawal] = await atOnce(
    [
      () => decide(ports[at], approver.authorization, requestId),
      () => send(ports[1 - at], authorization, 'POST', `/returns/${applicationId}/withdrawal`),
    ],
    headStarts(draw),
  );
  return {
    ...{ race: 'withdrawal', applicationId, requestId, by: approver.personId, name: approver.name },
    ...{ answer: decision.body, withdrawal: { status: withdrawal.status, code: withdrawal.body?.code ?? null } },
  };
}

/**
 * The approver takes a decision back about when it takes effect: by the job, and by two reads on the other server.
 * @param {RaceWorld} world @param {Draw} draw @param {number} rounds @param {(until: Date) => Promise<Date>} bring
 * @returns {Promise<Round[]>}
 */
export async function undoAgainstSettlement(world, draw, rounds, bring = async (until) => until) {
  const { approvers, ports, apply } = world;
  const [approver] = approvers;
  const applications = [];
  for (let round = 0; round < rounds; round++) {
    applications.push(await apply());
  }
  /** @type {Promise<Round>[]} */
  const running = [];
  for (const { applicationId, requestId } of applications) {
    const at = draw() < 0.5 ? 0 : 1;
    const { body: decided } = await decide(ports[at], approver.authorization, requestId);
    const shift = (draw() - 0.7) * UNDO_SPREAD_MS;
    running.push(
      (async () => {
        const until = await bring(new Date(decided.undoUntil), decided.batchId);
        await sleep(Math.max(0, until.getTime() - Date.now() + shift));
        const [undo] = await atOnce(
          [
            () => demand(ports[at], approver.authorization, 'POST', `/approvals/decisions/${decided.batchId}/undo`),
            () => demand(ports[1 - at], approver.authorization, 'GET', `/approvals/${requestId}`),
            () => demand(ports[1 - at], approver.authorization, 'GET', `/approvals/${requestId}`),
          ],
          [0, 0, Math.max(0, -shift)],
        );
        return {
          ...{ race: 'undo', applicationId, requestId, by: approver.personId, name: approver.name },
          ...{ decided, undo: undo.body },
        };
      })(),
    );
    await sleep(BETWEEN_MS);
  }
  return Promise.all(running);
}
