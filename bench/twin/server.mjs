import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fromServer } from '../rig/from-server.mjs';
import { compileForm } from './form.mjs';
import { openCodeKey } from './pass-code.mjs';
import { loadPlan } from './plan.mjs';
import { receiptNumberOf } from './receipt-number.mjs';
import { registerScans } from './scans.mjs';
import { BODY, HEADERS, RECEIPT } from './schemas.mjs';
import { CALLER, REPORT } from './statements.mjs';
import { isGenuineTicket, openTokenKey, readBearer } from './token.mjs';

/*
 * The hand-written peer of POST /api/v1/check-ins and of scans at gates (scans.mjs): Fastify and pg, nothing between
 * them, no log. It takes healthy reports of students, as the load sends them, and does for each what the server
 * promises of it.
 */
const fastify = fromServer('fastify');
const { Pool } = fromServer('pg');
const { v7 } = fromServer('uuid');

const { DATABASE_URL, DATABASE_POOL, KEYS_FILE, PORT, DIST } = process.env;
const pool = new Pool({
  connectionString: DATABASE_URL,
  max: Number(DATABASE_POOL),
  idleTimeoutMillis: 600_000,
  options: '-c timezone=UTC -c lock_timeout=800 -c statement_timeout=10000',
});
const keys = openTokenKey(String(KEYS_FILE));
const plan = await loadPlan(pool);
const verdictOf = compileForm(plan.template);
const app = fastify({ ajv: { customOptions: { coerceTypes: false, removeAdditional: false } } });

class Refusal extends Error {
  /** @param {number} statusCode */
  constructor(statusCode) {
    super('refused');
    this.statusCode = statusCode;
  }
}

app.decorateRequest('caller', null);
app.get('/health', async () => 'up');

async function authenticate(request) {
  const sessionId = readBearer(keys.token, request.headers.authorization);
  if (sessionId === null) {
    throw new Refusal(401);
  }
  const { rows } = await pool.query({ name: 'caller', text: CALLER, values: [sessionId] });
  const caller = rows[0];
  if (!caller || caller.ended_at !== null || caller.expires_at <= new Date() || caller.state !== 'active') {
    throw new Refusal(401);
  }
  request.caller = caller;
}

app.post(
  '/api/v1/check-ins',
  { onRequest: authenticate, schema: { body: BODY, headers: HEADERS, response: { 201: RECEIPT } } },
  async ({ body, caller, headers }, reply) => {
    const now = new Date();
    refuseUnfit(body, caller, now);
    const verdict = verdictOf(body.answers);
    if (verdict !== 'healthy') {
      throw new Refusal(422);
    }
    const hash = createHash('sha256').update(JSON.stringify(body)).digest();
    const values = valuesOf(body, caller, headers['idempotency-key'], hash, now.toISOString());
    const { rows } = await pool.query({ name: 'report', text: REPORT, values });
    const { body_hash: earlier, answer } = rows[0];
    if (earlier !== null && !earlier.equals(hash)) {
      throw new Refusal(409);
    }
    reply.code(201);
    return { ...answer, receiptNumber: receiptNumberOf(answer.reportId) };
  },
);

function refuseUnfit(body, caller, now) {
  const isPlanned = body.windowId === plan.windowId && body.templateId === plan.templateId && body.day === plan.day;
  if (!isPlanned || caller.kind !== 'student' || now.getTime() < plan.opensAt || now.getTime() >= plan.closesAt) {
    throw new Refusal(409);
  }
  if (!isGenuineTicket(keys.ticket, body.formTicket, caller.person_id, body)) {
    throw new Refusal(403);
  }
  if (!body.location && !body.noLocationReason) {
    throw new Refusal(422);
  }
}

function valuesOf({ location, noLocationReason, day, answers }, caller, key, hash, now) {
  const flags = location ? [] : ['no_location'];
  if (caller.shared_device) {
    flags.push('shared_device');
  }
  const frame = JSON.stringify({ submittedAt: now, window: plan.window, nextWindow: plan.nextWindow, cases: [] });
  return [
    ...[caller.school_id, caller.person_id, key, hash, frame, now],
    ...[day, v7(), caller.person_id, plan.campaignId, plan.windowId, plan.templateId],
    ...[JSON.stringify(answers), false, flags, coarse(location?.latitude), coarse(location?.longitude)],
    ...[noLocationReason ?? null, null, null, v7()],
  ];
}

const coarse = (degrees) => (degrees === undefined ? null : Math.round(degrees * 100) / 100);

const { VERDICT_WORDS: words } = createRequire(import.meta.url)(join(String(DIST), '../../shared/src/verdict.js'));
await app.register((scans) => registerScans(scans, pool, { codeKey: openCodeKey(String(KEYS_FILE)), plan, words }));
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
