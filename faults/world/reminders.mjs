import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { unitIdOfClass } from '../../bench/rig/campus.mjs';
import { bearerOf } from '../../bench/rig/report.mjs';
import { ask, writeHeaders } from '../load/http.mjs';

const TRIES = 40;

/**
 * The counsellor's tap for classes that nobody was reminded in yet; repeated with the same key until it is answered.
 * @param {import('./world.mjs').World} world
 * @param {number} classes
 * @returns {Promise<string[]>} the units
 */
export async function remindClasses(world, classes) {
  const { rig } = world;
  const units = [];
  for (let at = 0; at < classes; at++) {
    const unitId = unitIdOfClass(world.nextSilentClass++);
    const headers = writeHeaders(bearerOf(rig.keys, rig.campus.counsellor), randomUUID());
    const body = JSON.stringify({ day: rig.campus.day, unitId });
    for (let tries = 0; ; tries++) {
      const answer = await ask(rig.port, 'POST', '/api/v1/follow-up/reminders', headers, body);
      if (answer.status === 200) {
        break;
      }
      if (tries === TRIES || (answer.status !== 0 && answer.status !== 503)) {
        throw new Error(`the reminder was answered ${answer.status} ${answer.body}`);
      }
      await sleep(250);
    }
    units.push(unitId);
  }
  return units;
}

/**
 * @param {import('./world.mjs').World} world
 * @param {string[]} units
 * @returns {Promise<{ people: number, notOnce: number }>} people of the units, and those with no notice or with several
 */
export async function countNotices({ rig }, units) {
  const { rows } = await rig.observer.query(
    `SELECT count(*)::int AS people, (count(*) FILTER (WHERE told <> 1))::int AS "notOnce"
     FROM (SELECT p.id, count(n.id) AS told FROM people p
           LEFT JOIN notices n ON n.school_id = p.school_id AND n.person_id = p.id AND n.kind = 'check_in.reminder'
           WHERE p.unit_id = ANY ($1::uuid[]) GROUP BY p.id) person`,
    [units],
  );
  return rows[0];
}
