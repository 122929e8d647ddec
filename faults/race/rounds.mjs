import { setTimeout as sleep } from 'node:timers/promises';
import { atOnce, send, told } from './send.mjs';

/**
 * What the contestants of one round were told.
 * `faults`: answers that nobody may get.
 * @typedef {{ applicationId: string, requestId: string, faults: string[] } & (
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

const NOT_DECIDED = { batchId: 'none', decided: [], refused: [], undoUntil: new Date(0).toISOString() };

const decide = (/** @type {number} */ port, /** @type {string} */ authorization, requestId, outcome = 'approve') =>
  send(port, authorization, 'POST', '/approvals/decisions', {
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
  /** @type {string[]} */
  const faults = [];
  return {
    ...{ race: 'double', applicationId, requestId, faults },
    decisions: approvers.map(({ personId, name }, at) => ({
      ...{ by: personId, name, outcome: outcomes[at], answer: told(answers[at], NOT_DECIDED, faults) },
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
  /** @type {string[]} */
  const faults = [];
  return {
    ...{ race: 'withdrawal', applicationId, requestId, faults, by: approver.personId, name: approver.name },
    ...{
      answer: told(decision, NOT_DECIDED, faults),
      withdrawal: { status: withdrawal.status, code: withdrawal.body?.code ?? null },
    },
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
    /** @type {string[]} */
    const faults = [];
    const decided = told(await decide(ports[at], approver.authorization, requestId), NOT_DECIDED, faults);
    const shift = (draw() - 0.7) * UNDO_SPREAD_MS;
    const round = (async () => {
      const until = await bring(new Date(decided.undoUntil), decided.batchId);
      await sleep(Math.max(0, until.getTime() - Date.now() + shift));
      const [undo, ...reads] = await atOnce(
        [
          () => send(ports[at], approver.authorization, 'POST', `/approvals/decisions/${decided.batchId}/undo`),
          () => send(ports[1 - at], approver.authorization, 'GET', `/approvals/${requestId}`),
          () => send(ports[1 - at], approver.authorization, 'GET', `/approvals/${requestId}`),
        ],
        [0, 0, Math.max(0, -shift)],
      );
      reads.forEach((read) => told(read, null, faults));
      return {
        ...{ race: 'undo', applicationId, requestId, faults, by: approver.personId, name: approver.name },
        ...{ decided, undo: told(undo, { undone: [], tooLate: [] }, faults) },
      };
    })();
    // whatever goes wrong is told when all are awaited
    round.catch(() => undefined);
    running.push(round);
    await sleep(BETWEEN_MS);
  }
  return Promise.all(running);
}
