import { atLeast, atMost, conclude } from '../bench/rig/verdict.mjs';
import { openDraw } from './load/draw.mjs';
import { faultsOf } from './race/checker.mjs';
import { unseenBugs } from './race/planted.mjs';
import { openRaceWorld } from './race/race-world.mjs';
import { approvalAgainstWithdrawal, doubleDecision, undoAgainstSettlement } from './race/rounds.mjs';
import { readRequests } from './race/stored.mjs';
import { waitUntil } from '../bench/rig/waiting.mjs';

/*
 * `npm run faults -- approval-race`: two who decide, a decision and a withdrawal, an undo and the effect meet at two
 * servers on one database. One wins each round, the loser is told who, the effect happens once or never, and the audit
 * log tells the same. FAULTS_SMOKE=1: a few rounds, and nobody waits ten seconds.
 */
const isSmoke = process.env.FAULTS_SMOKE === '1';
const ROUNDS = isSmoke ? 12 : 500;
/** Rounds that the side with fewer of them must have won: else it was no race. */
const FEWEST = isSmoke ? 1 : 25;

const draw = openDraw(Number(process.env.FAULTS_SEED ?? 1));
const world = await openRaceWorld({ name: 'approval-race', students: ROUNDS * 3 });
let code = 1;
try {
  code = conclude('approval-race', await race());
} catch (error) {
  console.error(error);
} finally {
  await world.close();
}
process.exit(code);

async function race() {
  const { rig } = world;
  /** @type {import('./race/rounds.mjs').Round[]} */
  const rounds = [];
  for (const [name, play] of /** @type {const} */ ([
    ['two decisions', doubleDecision],
    ['an approval and a withdrawal', approvalAgainstWithdrawal],
  ])) {
    console.log(`• ${name}`);
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(await play(world, draw));
    }
  }
  console.log('• an undo and the effect');
  rounds.push(...(await undoAgainstSettlement(world, draw, ROUNDS, isSmoke ? bringForward : undefined)));
  if (isSmoke) {
    await bringForward(new Date(Date.now() + 10_000), null);
  }
  const settledMs = await waitUntil('every decision has taken effect', nothingStands, 60_000);
  const unseen = await unseenBugs(rig, rounds);
  const faults = faultsOf(rounds, await readRequests(rig.observer), rig.keys.pseudonym);
  console.log(
    [...unseen.map((bug) => `  unseen: ${bug}`), ...faults.slice(0, 10).map((one) => `  ! ${one}`)].join('\n'),
  );
  return [
    atMost('planted bugs that the checker did not see', unseen.length, 0),
    atMost('rounds that do not hold together', faults.length, 0),
    atLeast('rounds', rounds.length, ROUNDS * 3),
    ...Object.entries(rarerWins(rounds)).map(([name, wins]) => atLeast(`${name}: won by the rarer side`, wins, FEWEST)),
    atMost('seconds until the last decision had taken effect', settledMs / 1000, 30),
  ];
}

/** @param {import('./race/rounds.mjs').Round[]} rounds */
function rarerWins(rounds) {
  const firsts = {
    double: (/** @type {any} */ { decisions, requestId }) => decisions[0].answer.decided.includes(requestId),
    withdrawal: (/** @type {any} */ { withdrawal }) => withdrawal.status === 200,
    undo: (/** @type {any} */ { undo }) => undo.undone.length > 0,
  };
  return Object.fromEntries(
    Object.entries(firsts).map(([name, isFirst]) => {
      const played = rounds.filter(({ race: one }) => one === name);
      const wins = played.filter(isFirst).length;
      return [name, Math.min(wins, played.length - wins)];
    }),
  );
}

async function nothingStands() {
  const { rows } = await world.rig.observer.query(
    `SELECT (SELECT count(*) FROM approval_requests WHERE settles_at IS NOT NULL)
       + (SELECT count(*) FROM outbox WHERE name = 'approval.settle') AS n`,
  );
  return Number(rows[0].n) === 0;
}

/**
 * The decisions of a batch, or all that stand, take effect in a moment: a smoke test has no ten seconds.
 * @param {Date} until @param {string | null} batchId
 */
async function bringForward(until, batchId) {
  const soon = new Date(Date.now() + 150);
  const ms = until.getTime() - soon.getTime();
  const { observer } = world.rig;
  const { rows } = await observer.query(
    `UPDATE approval_decisions SET decided_at = decided_at - $2 * interval '1 ms', effective_at = $3
     WHERE ($1::uuid IS NULL OR batch_id = $1) AND settled_at IS NULL AND undone_at IS NULL RETURNING id, request_id`,
    [batchId, ms, soon],
  );
  await observer.query('UPDATE approval_requests SET settles_at = $2 WHERE id = ANY ($1)', [
    rows.map(({ request_id }) => request_id),
    soon,
  ]);
  await observer.query(
    `UPDATE outbox SET due_at = $2, relayed_at = NULL, attempts = attempts + 1
     WHERE name = 'approval.settle' AND ($3 OR payload ->> 'decisionId' = ANY ($1))`,
    [rows.map(({ id }) => id), soon, batchId === null],
  );
  return soon;
}
