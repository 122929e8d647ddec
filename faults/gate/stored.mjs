import { SCHOOL_ID } from '../../bench/rig/campus.mjs';

/**
 * @typedef {object} Stored what PostgreSQL holds
 * @property {{ terminal: string, boot: string, sequence: number, passage: string }[]} receipts
 * @property {StoredPassage[]} passages
 * @property {{ passage: string, person: string }[]} cases of codes that were used twice
 * @property {{ person: string, direction: string, at: number }[]} places
 *
 * @typedef {object} StoredPassage
 * @property {string} id
 * @property {string} terminal
 * @property {string | null} person
 * @property {string} direction
 * @property {string} verdict
 * @property {number} at
 * @property {number} offset
 * @property {string | null} quarantine
 * @property {string | null} twice the passage that the code was admitted with before
 */

/**
 * What terminals decided alone, of everybody but those who are looked at apart.
 * @param {{ query: import('pg').Pool['query'] }} database @param {string[]} apart terminals and persons
 * @returns {Promise<Stored>}
 */
export async function readStored(database, apart) {
  const rows = async (/** @type {string} */ sql) => (await database.query(sql, [SCHOOL_ID, apart])).rows;
  return {
    receipts: await rows(
      `SELECT e.terminal_id AS terminal, e.boot_id AS boot, e.sequence, e.passage_id AS passage
       FROM terminal_events e LEFT JOIN passages p ON p.id = e.passage_id
       WHERE e.school_id = $1 AND e.terminal_id <> ALL ($2::uuid[])
         AND (p.id IS NULL OR (p.offline AND p.person_id <> ALL ($2::uuid[])))`,
    ),
    passages: await rows(
      `SELECT id, terminal_id AS terminal, person_id AS person, direction, verdict, quarantine, double_use_of AS twice,
         (extract(epoch FROM occurred_at) * 1000)::float8 AS at, offset_ms::float8 AS offset
       FROM passages
       WHERE school_id = $1 AND offline AND terminal_id <> ALL ($2::uuid[]) AND person_id <> ALL ($2::uuid[])`,
    ),
    cases: await rows(
      `SELECT source_id AS passage, person_id AS person FROM cases WHERE school_id = $1 AND rule_key = 'code_used_twice' AND person_id <> ALL ($2::uuid[])`,
    ),
    places: await rows(
      `SELECT person_id AS person, direction, (extract(epoch FROM occurred_at) * 1000)::float8 AS at
       FROM occupancies WHERE school_id = $1 AND person_id <> ALL ($2::uuid[])`,
    ),
  };
}
