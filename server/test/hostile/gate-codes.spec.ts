import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import type { ScanAnswer, ScanRequest } from '@shared/terminal';
import type { Verdict } from '@shared/verdict';
import { readKeyFile, writeKeyFile } from '../../src/common/key-ring';
import { rotatePassCode } from '../../src/operator/keys-rotate';
import { createSchool } from '../factories';
import { claimsOf, GateStage } from '../gate-stage';
import { createTerminal, type TestTerminal } from '../terminal-factories';

const stage = new GateStage();
const AT_ONCE = 50;
/** `npm run faults -- forged-codes` sends a hundred thousand to a server of its own. */
const FORGED = process.env.HOSTILE_FULL === '1' ? 100_000 : 2_000;

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

interface Sent {
  status: number;
  verdict: Verdict | undefined;
}

/** What a device does that is told to come back. */
const sendOnce = async (scan: ScanRequest, { client }: TestTerminal): Promise<Sent> => {
  for (;;) {
    const { status, body } = await client.post<ScanAnswer>('/scans', scan);
    if (status !== 503) {
      return { status, verdict: body.verdict };
    }
  }
};

/** So many of them on their way at any time. */
const sendAll = async (
  scans: readonly ScanRequest[],
  terminalOf: (at: number) => TestTerminal = () => stage.terminal,
): Promise<Sent[]> => {
  const sent: Sent[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < scans.length) {
      const at = next++;
      sent.push(await sendOnce(scans[at] as ScanRequest, terminalOf(at)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return sent;
};
const tally = (sent: readonly Sent[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status, verdict } of sent) {
    counts[`${status} ${verdict}`] = (counts[`${status} ${verdict}`] ?? 0) + 1;
  }
  return counts;
};
const admitted = async (): Promise<number> => {
  const rows = await stage.passages();
  return rows.filter(({ verdict }) => verdict === 'admitted').length;
};

describe('one code, held up a thousand times at once', () => {
  it('lets one person through, whatever the lane', async () => {
    const lanes = [stage.terminal, await stage.terminalAt(stage.gate), await stage.terminalAt(stage.gate)];
    const code = await stage.code();
    const laneOf = (at: number): TestTerminal => lanes[at % lanes.length] as TestTerminal;
    const scans = Array.from({ length: 1_000 }, (_, at) => stage.scanOf({ code, temperatureTenths: 365 }, laneOf(at)));
    expect(tally(await sendAll(scans, laneOf))).toEqual({ '200 admitted': 1, '200 code_used': 999 });
    expect(await admitted()).toBe(1);
  }, 60_000);

  it('lets one person through where it was kept for a temperature', async () => {
    const code = await stage.code();
    await sendAll(Array.from({ length: 50 }, () => stage.scanOf({ code })));
    const scans = Array.from({ length: 200 }, () => stage.scanOf({ code, temperatureTenths: 365 }));
    expect(tally(await sendAll(scans))).toEqual({ '200 admitted': 1, '200 code_used': 199 });
  });

  it('lets nobody through twice the same way where that is blocked', async () => {
    const [gate, terminal] = await stage.gateWith({ antiPassback: 'block' });
    const codes = await Promise.all(Array.from({ length: 40 }, () => stage.code('in', stage.student, gate)));
    const scans = codes.map((code) => stage.scanOf({ code, temperatureTenths: 365 }, terminal));
    const counts = tally(await sendAll(scans, () => terminal));
    expect(counts['200 admitted']).toBe(1);
    expect(counts).toEqual({ '200 admitted': 1, '200 passback': 39 });
    // whoever was refused still holds a good code
    expect(await stage.harness.database.query('SELECT FROM used_codes WHERE passage_id IS NOT NULL')).toHaveLength(1);
  });
});

describe('a screenshot', () => {
  it('opens no other gate, way or school, and nothing once its minute and a half is over: each says so', async () => {
    const temperatureTenths = 365;
    const code = await stage.code();
    const [, other] = await stage.gateWith();
    const school = await createSchool(stage.harness);
    const abroad = await createTerminal(stage.harness, school);
    expect(await stage.verdict({ code, temperatureTenths }, other)).toBe('code_other_gate');
    expect(await stage.verdict({ code, temperatureTenths }, abroad)).toBe('code_other_school');
    expect(await stage.verdict({ code, temperatureTenths, direction: 'out' })).toBe('code_other_direction');
    stage.harness.clock.advance({ seconds: 91 });
    expect(await stage.verdict({ code, temperatureTenths })).toBe('code_expired');
    expect(await admitted()).toBe(0);
    const names = await stage.harness.database.query(
      'SELECT 1 FROM passages WHERE school_id = $1 AND person_id IS NOT NULL',
      [school.id],
    );
    expect(names).toEqual([]);
  });
});

describe('a code that this server did not make', () => {
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  /** One that is right but for one thing. */
  const forgeries = (code: string): fc.Arbitrary<string> => {
    const [header = '', payload = '', signature = ''] = code.split('.');
    const { privateKey } = generateKeyPairSync('ed25519');
    const own = (head: unknown, claims: unknown): string => {
      const text = `${encoded(head)}.${encoded(claims)}`;
      return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
    };
    const kid = (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }).kid;
    return fc.oneof(
      // bits turned, one or several
      fc.array(fc.tuple(fc.nat(code.length - 1), fc.nat(6)), { minLength: 1, maxLength: 3 }).map((turns) => {
        const bytes = Buffer.from(code, 'latin1');
        turns.forEach(([at, bit]) => bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at));
        return bytes.toString('latin1');
      }),
      fc.nat(code.length - 1).map((end) => code.slice(0, end) || 'x'),
      fc.string({ minLength: 1, maxLength: 400 }),
      fc.base64String({ minLength: 4, maxLength: 280 }),
      fc.record({ ...claimShape, v: fc.integer() }).map((claims) => own({ alg: 'EdDSA', kid }, claims)),
      fc.constantFrom('none', 'HS256', 'ES256', '').map((alg) => `${encoded({ alg, kid })}.${payload}.${signature}`),
      fc.string({ maxLength: 60 }).map((other) => own({ alg: 'EdDSA', kid: other }, claimsOf(code))),
      fc.string({ maxLength: 20 }).map((secret) => {
        const text = `${encoded({ alg: 'HS256', kid })}.${payload}`;
        return `${text}.${createHmac('sha256', secret || 'x')
          .update(text)
          .digest('base64url')}`;
      }),
      fc.jsonValue().map((value) => `${header}.${encoded(value)}.${signature}`),
    );
  };
  const claimShape = {
    ...{ sub: fc.string(), aud: fc.string(), iat: fc.integer(), exp: fc.integer(), jti: fc.string() },
  };

  it('is admitted never, and answered always', async () => {
    const code = await stage.code();
    const codes = fc
      .sample(forgeries(code), { numRuns: FORGED, seed: 7 })
      // turned back, or nothing at all for PostgreSQL to keep
      .filter((forged) => forged !== code);
    const sent = await sendAll(codes.map((forged) => stage.scanOf({ code: forged, temperatureTenths: 365 })));
    const counts = tally(sent);
    expect(Object.keys(counts).sort()).toEqual(['200 code_forged', '200 code_unreadable']);
    expect(await admitted()).toBe(0);
    expect(await stage.verdict({ code, temperatureTenths: 365 })).toBe('admitted');
  }, 900_000);

  it('is a picture of ten kilobytes', async () => {
    expect(await stage.verdict({ code: 'x'.repeat(10_240), temperatureTenths: 365 })).toBe('code_unreadable');
    const tooLong = stage.scanOf({ code: 'x'.repeat(20_000), temperatureTenths: 365 });
    expect(await stage.terminal.client.refused('POST', '/scans', tooLong)).toBe('REQUEST_INVALID');
    const huge = stage.scanOf({ code: 'x'.repeat(600_000), temperatureTenths: 365 });
    expect(await stage.terminal.client.refused('POST', '/scans', huge)).toBe('BODY_TOO_LARGE');
  });

  it('was signed by a key that has been retired', async () => {
    const path = String(process.env.KEYS_FILE);
    const kept = readKeyFile(path);
    try {
      const code = await stage.codeWith({ exp: stage.harness.clock.now().getTime() / 1000 + 60 });
      rotatePassCode(path, stage.harness.clock.now(), true);
      stage.harness.clock.advance({ seconds: 6 });
      expect(await stage.verdict({ code })).toBe('measure_now');
      stage.harness.clock.advance({ hours: 1 });
      expect(await stage.verdict({ code, temperatureTenths: 365 })).toBe('code_forged');
    } finally {
      writeKeyFile(path, kept);
      stage.harness.clock.advance({ minutes: 1 });
      await stage.harness.app.inject({ method: 'GET', url: '/api/v1/pass-keys' });
    }
  });
});
