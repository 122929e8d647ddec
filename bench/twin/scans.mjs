import { createHash } from 'node:crypto';
import { fromServer } from '../rig/from-server.mjs';
import { readPassCode, uuidOf } from './pass-code.mjs';
import { SCAN_ANSWER, SCAN_BODY } from './scan-schemas.mjs';
import { KEEP, NONCE, RECORD, SCAN } from './scan-statements.mjs';
import { loadDevices, readSignature } from './signed-request.mjs';

const { v7 } = fromServer('uuid');
const LEEWAY = 30;
const KEPT_MS = 30_000;
const FEVER = 373;
const REPORT_HOURS = 36;
const WITH_NAME = new Set(
  'admitted measure_now code_used code_replaced no_pass pass_ended pass_held check_in_due person_inactive'.split(' '),
);

/**
 * The hand-written peer of POST /api/v1/terminal/scans: the request's signature, its nonce, the code's signature, one
 * read, one write. It knows codes shown at gates of both ways, by people without a fever, as the load sends them.
 * @param {{ addContentTypeParser: Function, post: Function }} app of Fastify
 * @param {import('pg').Pool} pool
 * @param {{ codeKey: ReturnType<import('./pass-code.mjs').openCodeKey>, plan: object, words: Record<string, object> }} given
 */
export async function registerScans(app, pool, { codeKey, plan, words }) {
  const devices = await loadDevices(pool);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.raw.body = body;
    try {
      done(null, JSON.parse(body));
    } catch (error) {
      done(error);
    }
  });

  const authenticate = async (request, reply) => {
    const { headers, url } = request.raw;
    const signed = readSignature(devices, headers, url, request.raw.body);
    if (!signed) {
      return reply.code(401).send();
    }
    const values = [signed.device.terminal_id, signed.nonce, new Date()];
    const { rows } = await pool.query({ name: 'nonce', text: NONCE, values });
    if (rows.length === 0) {
      return reply.code(401).send();
    }
    request.device = signed.device;
  };

  const schema = { body: SCAN_BODY, response: { 200: SCAN_ANSWER } };
  app.decorateRequest('device', null);
  app.post('/api/v1/terminal/scans', { schema, preValidation: authenticate }, async ({ body, device }, reply) => {
    if (body.bootId !== device.boot_id) {
      return reply.code(409).send();
    }
    const now = new Date();
    const claims = readPassCode(codeKey, body.code);
    const hash = createHash('sha256').update(`code\n${body.code}`).digest();
    const row = await readRow(body, device, claims, now);
    const judged = judge(body, device, claims, row, now);
    if (row.judged !== null) {
      const differs = body.temperatureTenths !== undefined && body.temperatureTenths !== row.judged_tenths;
      return row.shown_hash.equals(hash) && !differs ? answerOf(row.judged, row, judged, null) : reply.code(409).send();
    }
    if (judged.verdict === 'measure_now') {
      const keptUntil = row.kept_until ?? new Date(now.getTime() + KEPT_MS);
      if (row.kept_until === null) {
        const values = [device.school_id, row.pass_id, claims.jti, device.gate_id, keptUntil, now];
        await pool.query({ name: 'keep', text: KEEP, values });
      }
      return answerOf('measure_now', row, judged, keptUntil);
    }
    const values = recordOf(body, device, claims, row, judged, hash, now);
    const { rows } = await pool.query({ name: 'record', text: RECORD, values });
    return answerOf(rows[0].verdict, row, judged, null);
  });

  async function readRow({ bootId, sequence }, device, claims, now) {
    const isOurs = audienceOf(device, claims) !== null;
    const from = new Date(now.getTime() - REPORT_HOURS * 3_600_000);
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: device.time_zone }).format(from);
    const values = [
      ...[device.school_id, device.terminal_id, bootId, sequence],
      ...(isOurs ? [uuidOf(claims.sub), claims.jti] : [null, null]),
      ...[device.building_id ?? device.campus_id, plan.campaignId ? day : null],
    ];
    const { rows } = await pool.query({ name: 'scan', text: SCAN, values });
    return rows[0];
  }

  function answerOf(verdict, row, { direction }, keptUntil) {
    const name = row.name !== null && WITH_NAME.has(verdict) ? `${[...row.name][0]}*` : null;
    return {
      ...{ verdict, admitted: verdict === 'admitted', words: words[verdict], direction, maskedName: name, photo: null },
      keptUntil: keptUntil?.toISOString() ?? null,
    };
  }
}

/** @returns the direction that a code for this gate names, null for one of another gate */
function audienceOf(device, claims) {
  if (typeof claims === 'string') {
    return null;
  }
  const [school, gate, way] = claims.aud.split('.');
  return school === device.short_code && gate === device.gate_code ? (way === 'i' ? 'in' : 'out') : null;
}

function judge({ temperatureTenths }, device, claims, row, now) {
  if (typeof claims === 'string') {
    return { verdict: claims, direction: null };
  }
  const direction = claims.aud.endsWith('i') ? 'in' : 'out';
  return { verdict: verdictOf(temperatureTenths, device, claims, row, now, direction), direction };
}

function verdictOf(tenths, device, claims, row, now, direction) {
  if (claims.aud.split('.')[0] !== device.short_code) {
    return 'code_other_school';
  }
  if (audienceOf(device, claims) === null) {
    return 'code_other_gate';
  }
  if (!device.directions.includes(direction)) {
    return 'code_other_direction';
  }
  const isKept = !row.is_used && row.kept_until !== null && now <= row.kept_until;
  const second = now.getTime() / 1000;
  if (!isKept && second < claims.iat - LEEWAY) {
    return 'code_too_early';
  }
  if (!isKept && second > claims.exp + LEEWAY) {
    return 'code_expired';
  }
  if ((row.is_used || row.kept_until !== null) && !isKept) {
    return 'code_used';
  }
  return ofPerson(claims, row, now, direction) ?? ofBody(tenths, device, row, direction);
}

function ofPerson(claims, row, now, direction) {
  if (row.epoch === null) {
    return 'no_pass';
  }
  if (row.state === 'suspended' || row.state === 'left') {
    return 'person_inactive';
  }
  if (claims.v < row.epoch) {
    return 'code_replaced';
  }
  if (row.is_held) {
    return 'pass_held';
  }
  const isOut = direction === 'out' && row.ended_at && now.getTime() < row.ended_at.getTime() + 86_400_000;
  if (row.ended_at !== null && !isOut) {
    return 'pass_ended';
  }
  const latest = Math.max(row.created_at.getTime(), row.reported_at?.getTime() ?? 0);
  return now.getTime() - latest > REPORT_HOURS * 3_600_000 ? 'check_in_due' : null;
}

function ofBody(tenths, device, row, direction) {
  if (device.anti_passback === 'block' && row.last_direction === direction) {
    return 'passback';
  }
  if (tenths === undefined) {
    return 'measure_now';
  }
  return tenths >= FEVER ? 'fever' : 'admitted';
}

function recordOf(body, device, claims, row, { verdict, direction }, hash, now) {
  const isArriving = row.presence === 'off_campus' && direction === 'in';
  const job = { schoolId: device.school_id, personId: row.person_id, campusId: device.campus_id, at: now };
  const key = `${device.terminal_id}/${body.bootId}/${String(body.sequence).padStart(10, '0')}`;
  return [
    ...[device.school_id, device.terminal_id, body.bootId, body.sequence, hash, body.temperatureTenths ?? null],
    ...[verdict, v7(), now, device.gate_id, row.person_id, row.pass_id, direction, 'code', claims.jti ?? null],
    ...[device.building_id ?? device.campus_id, key, device.anti_passback === 'block'],
    ...(isArriving ? [v7(), JSON.stringify(job)] : [null, null]),
  ];
}
