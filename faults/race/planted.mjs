import { faultsOf } from './checker.mjs';
import { readRequests } from './stored.mjs';

/** @typedef {import('./rounds.mjs').Round} Round */

/**
 * Bugs planted into the real rows and taken back: SQL on the request $1 of a round that this finds.
 * @type {Record<string, { round: (round: Round) => boolean, statements: string[] }>}
 */
const PLANTED_ROWS = {
  'an effect that happened twice': {
    round: ({ race }) => race === 'double',
    statements: [
      `INSERT INTO notices (school_id, id, person_id, kind, params, dedupe_key, created_at)
       SELECT n.school_id, gen_random_uuid(), n.person_id, n.kind, n.params, n.dedupe_key || '/again', n.created_at
       FROM notices n JOIN approval_requests r ON r.school_id = n.school_id AND r.applicant_id = n.person_id
       WHERE r.id = $1 AND n.kind LIKE 'return.%'`,
    ],
  },
  'an effect that never happened': {
    round: ({ race }) => race === 'double',
    statements: [
      `DELETE FROM notices n USING approval_requests r
       WHERE r.id = $1 AND n.school_id = r.school_id AND n.person_id = r.applicant_id AND n.kind LIKE 'return.%'`,
    ],
  },
  'a decision of both': {
    round: ({ race }) => race === 'double',
    statements: [
      'DROP INDEX approval_decisions_one_live',
      `INSERT INTO approval_decisions (school_id, id, request_id, applicant_id, batch_id, outcome, reason, decided_by,
         decided_at, effective_at, settled_at)
       SELECT school_id, gen_random_uuid(), request_id, applicant_id, batch_id, outcome, reason, decided_by, decided_at,
         effective_at, settled_at
       FROM approval_decisions WHERE request_id = $1`,
    ],
  },
  'an audit entry that is missing': {
    round: ({ race }) => race === 'double',
    statements: [`DELETE FROM audit_entries WHERE object_id = $1::text AND action = 'approval.settle'`],
  },
  'an audit entry that names somebody else': {
    round: ({ race }) => race === 'double',
    statements: [
      `UPDATE audit_entries SET actor = 'somebody' WHERE object_id = $1::text AND action <> 'approval.settle'`,
    ],
  },
  'an application that knows nothing of its decision': {
    round: ({ race }) => race === 'double',
    statements: [
      `UPDATE return_applications SET state = 'submitted' WHERE id = (SELECT subject_id FROM approval_requests WHERE id = $1)`,
    ],
  },
  'a withdrawn application that is approved': {
    round: (round) => round.race === 'withdrawal' && round.withdrawal.status === 200,
    statements: [
      `UPDATE return_applications SET state = 'approved' WHERE id = (SELECT subject_id FROM approval_requests WHERE id = $1)`,
    ],
  },
  'an undone decision that took effect': {
    round: (round) => round.race === 'undo' && round.undo.undone.length > 0,
    statements: [
      `INSERT INTO notices (school_id, id, person_id, kind, params, dedupe_key, created_at)
       SELECT school_id, gen_random_uuid(), applicant_id, 'return.approved', '{}', 'planted', now()
       FROM approval_requests WHERE id = $1`,
    ],
  },
  'a decision that still stands': {
    round: (round) => round.race === 'undo' && round.undo.undone.length > 0,
    statements: ['UPDATE approval_requests SET settles_at = now() WHERE id = $1'],
  },
};

/** Lies told to the contestants. @type {Record<string, (round: any) => any>} */
const PLANTED_WORDS = {
  'both were told that they won': (round) => {
    for (const { answer } of round.decisions) {
      answer.decided = [round.requestId];
    }
  },
  'the loser was told another name': (round) => {
    for (const { answer } of round.decisions) {
      answer.refused.forEach((/** @type {any} */ refusal) => (refusal.handledBy = '别人'));
    }
  },
  'the loser was told nothing': (round) => {
    for (const { answer } of round.decisions) {
      answer.refused = [];
    }
  },
};

/**
 * @param {import('../../bench/rig/rig.mjs').Rig} rig
 * @param {Round[]} rounds
 * @returns {Promise<string[]>} planted bugs that the checker did not see
 */
export async function unseenBugs({ observer, keys }, rounds) {
  const unseen = [];
  for (const [bug, { round, statements }] of Object.entries(PLANTED_ROWS)) {
    const victim = rounds.find(round);
    if (!victim || (await faultsWith(observer, keys, statements, victim)).length === 0) {
      unseen.push(bug);
    }
  }
  const stored = await readRequests(observer);
  for (const [bug, plant] of Object.entries(PLANTED_WORDS)) {
    const lied = structuredClone(rounds.find(({ race }) => race === 'double'));
    if (lied) {
      plant(lied);
    }
    if (!lied || faultsOf([lied], stored, keys.pseudonym).length === 0) {
      unseen.push(bug);
    }
  }
  return unseen;
}

/**
 * @param {import('pg').Pool} observer @param {import('../../bench/rig/keys.mjs').Keys} keys
 * @param {string[]} statements @param {Round} victim
 */
async function faultsWith(observer, keys, statements, victim) {
  const client = await observer.connect();
  try {
    await client.query('BEGIN');
    for (const statement of statements) {
      await client.query(statement, statement.includes('$1') ? [victim.requestId] : []);
    }
    return faultsOf([victim], await readRequests(client), keys.pseudonym);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
