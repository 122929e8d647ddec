import { createHash, createPublicKey, verify } from 'node:crypto';

const FORM =
  /^terminal=(\("@method" "@request-target" "content-digest"\);created=(\d{10});keyid="([0-9a-f-]{36})";nonce="([\w-]{16,64})")$/;
const SIGNATURE = /^terminal=:([A-Za-z0-9+/=]{88}):$/;
const SKEW_SECONDS = 300;

/**
 * Every device with its gate, read once: this server is started for gates that do not change.
 * @param {import('pg').Pool} pool
 */
export async function loadDevices(pool) {
  const { rows } = await pool.query(`
    SELECT k.id AS key_id, k.point, t.school_id, t.id AS terminal_id, t.boot_id, s.short_code, s.time_zone, g.id AS gate_id,
      g.code AS gate_code, g.campus_id, g.building_id, g.directions, g.anti_passback
    FROM terminal_keys k
    JOIN terminals t ON t.school_id = k.school_id AND t.id = k.terminal_id AND t.state = 'active'
    JOIN gates g ON g.school_id = t.school_id AND g.id = t.gate_id
    JOIN schools s ON s.id = t.school_id
    WHERE k.ends_at IS NULL`);
  return new Map(
    rows.map(({ key_id: keyId, point, ...device }) => {
      const [x, y] = [point.subarray(0, 32), point.subarray(32)].map((half) => half.toString('base64url'));
      return [keyId, { ...device, key: createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' }) }];
    }),
  );
}

/**
 * RFC 9421 in the one form that devices use.
 * @param {Awaited<ReturnType<typeof loadDevices>>} devices
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @param {string} target
 * @param {Buffer} body
 * @returns the device and the nonce, or null
 */
export function readSignature(devices, headers, target, body) {
  const [, signed = '', created = '', keyId = '', nonce = ''] = FORM.exec(String(headers['signature-input'])) ?? [];
  const [, signature = ''] = SIGNATURE.exec(String(headers.signature)) ?? [];
  const device = devices.get(keyId);
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const age = Date.now() / 1000 - Number(created);
  if (!device || headers['content-digest'] !== digest || !(Math.abs(age) <= SKEW_SECONDS)) {
    return null;
  }
  const base = `"@method": POST\n"@request-target": ${target}\n"content-digest": ${digest}\n"@signature-params": ${signed}`;
  const bytes = Buffer.from(signature, 'base64');
  const isGood = verify('sha256', Buffer.from(base), { key: device.key, dsaEncoding: 'ieee-p1363' }, bytes);
  return isGood ? { device, nonce } : null;
}
