import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import type Redis from 'ioredis';
import { Client } from 'pg';
import type { Standing, StandingCheck, StandingPage } from '@shared/terminal';
import { appUrl } from '../../test/database';
import { createPerson, createSchool, type TestPerson, type TestSchool } from '../../test/factories';
import { createGate } from '../../test/gate-factories';
import { startApp, type Harness } from '../../test/harness';
import { clearStores } from '../../test/identity-steps';
import { createTerminal, type TestTerminal } from '../../test/terminal-factories';
import { newId } from '../common/id';
import { THROTTLE_REDIS } from '../common/throttle';
import { SessionModule } from '../session/session.module';
import { TerminalModule } from '../terminal/terminal.module';
import { TerminalSyncModule } from './terminal-sync.module';

let harness: Harness;
let school: TestSchool;
let terminal: TestTerminal;
const others: Client[] = [];

beforeAll(async () => {
  harness = await startApp({ modules: [SessionModule, TerminalModule, TerminalSyncModule] });
});
afterAll(() => harness.close());
beforeEach(async () => {
  await clearStores(harness);
  school = await createSchool(harness);
  terminal = await createTerminal(harness, school);
});
afterEach(() => Promise.all(others.splice(0).map((client) => client.end())));

/** A connection of its own, for a transaction that is held open. */
const connect = async (): Promise<Client> => {
  const client = new Client({ connectionString: appUrl() });
  others.push(client);
  await client.connect();
  return client;
};

type Asked = Pick<Client, 'query'>;

const createPass = async (person: TestPerson, on?: Asked): Promise<string> => {
  const id = newId();
  const ask = on ?? { query: (text: string, values: unknown[]) => harness.database.query(text, values) };
  await ask.query(
    `INSERT INTO passes (school_id, id, person_id, origin, created_at) VALUES ($1, $2, $3, 'return', now())`,
    [person.schoolId, id, person.id],
  );
  await ask.query('INSERT INTO pass_standings (school_id, pass_id, epoch) VALUES ($1, $2, 1)', [person.schoolId, id]);
  return id;
};

const shortOf = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

/** A device that does with increments what the protocol says. */
class Device {
  readonly rows = new Map<string, Standing>();
  cursor?: string;
  pages = 0;

  constructor(readonly of: TestTerminal) {}

  async read(): Promise<Standing[]> {
    const read: Standing[] = [];
    for (;;) {
      const page = await this.get<StandingPage>('/standings');
      page.items.forEach((item) => this.rows.set(item.passId, item));
      read.push(...page.items);
      this.cursor = page.cursor;
      this.pages += 1;
      if (page.isComplete) {
        return read;
      }
    }
  }

  /** Until nothing is on its way any more: transactions of other specs run on the same server. */
  async catchUp(): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      await harness.app.get<Redis>(THROTTLE_REDIS, { strict: false }).flushdb();
      await this.read();
      if ((await this.check()).cursor === this.cursor) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('changes are still on their way');
  }

  check(): Promise<StandingCheck> {
    return this.get('/standings/check');
  }

  sum(): string {
    const parts = [...this.rows.values()].map(({ passId, epoch, refusal }) =>
      createHash('sha256')
        .update(`${passId}|${epoch}|${refusal ?? ''}`)
        .digest()
        .readUIntBE(0, 6),
    );
    return String(parts.reduce((sum, part) => (sum + part) % 2 ** 48, 0));
  }

  private async get<Body>(path: string): Promise<Body> {
    const query = this.cursor === undefined ? '' : `?cursor=${this.cursor}`;
    const { status, body } = await this.of.client.get<Body>(`${path}${query}`);
    expect(status).toBe(200);
    return body;
  }
}

describe('standings', () => {
  it('are read whole, then by what has changed', async () => {
    const [first, second] = [await createPerson(harness, school), await createPerson(harness, school)];
    const ids = [await createPass(first), await createPass(second)];
    const device = new Device(terminal);
    await device.catchUp();
    expect([...device.rows.keys()].sort()).toEqual(ids.map(shortOf).sort());
    expect(await device.read()).toEqual([]);
    await harness.database.query(
      `UPDATE pass_standings SET epoch = 2, refusal = 'pass_held', changed_xid = pg_current_xact_id() WHERE pass_id = $1`,
      [ids[1]],
    );
    await device.catchUp();
    expect(device.rows.get(shortOf(ids[1] ?? ''))).toMatchObject({ epoch: 2, refusal: 'pass_held' });
    expect(await device.check()).toEqual({ cursor: device.cursor, count: 2, sum: device.sum() });
  });

  it('come in pages that skip and repeat nothing, also when a page ends inside a transaction', async () => {
    await harness.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO people (school_id, id, number, name, sex, kind, state, unit_id, campus_id, presence, presence_since,
           id_kind, id_cipher, id_lookup)
         SELECT $1, gen_random_uuid(), 'n' || n, 'x', 'unstated', 'student', 'active', $2, $3, 'off_campus', now(),
           'other', 'x', convert_to('x' || n, 'UTF8') FROM generate_series(1, 2500) n`,
        [school.id, school.rootUnitId, school.campusId],
      );
      await tx.query(
        `INSERT INTO passes (school_id, id, person_id, origin, created_at)
         SELECT school_id, gen_random_uuid(), id, 'return', now() FROM people WHERE school_id = $1 AND starts_with(number, 'n')`,
        [school.id],
      );
      await tx.query(`INSERT INTO pass_standings (school_id, pass_id, epoch) SELECT school_id, id, 1 FROM passes`);
    });
    const device = new Device(terminal);
    await device.catchUp();
    expect(device.rows.size).toBe(2500);
    expect(device.pages).toBeGreaterThanOrEqual(3);
    expect(await device.check()).toEqual({ cursor: device.cursor, count: 2500, sum: device.sum() });
  });

  it('skip nothing that began early and commits late', async () => {
    const [early, late] = [await createPerson(harness, school), await createPerson(harness, school)];
    const slow = await connect();
    await slow.query('BEGIN');
    const slowPass = await createPass(early, slow);
    const quickPass = await createPass(late);
    const device = new Device(terminal);
    await device.read();
    // the quick one stands above what still runs: it waits, so that the slow one is not left behind
    expect(device.rows.size).toBe(0);
    expect((await device.check()).cursor).not.toBe(device.cursor);
    await slow.query('COMMIT');
    await device.catchUp();
    expect([...device.rows.keys()].sort()).toEqual([slowPass, quickPass].map(shortOf).sort());
  });

  it('forget what was rolled back', async () => {
    const other = await connect();
    await other.query('BEGIN');
    await createPass(await createPerson(harness, school), other);
    await other.query('ROLLBACK');
    const device = new Device(terminal);
    await device.catchUp();
    expect(device.rows.size).toBe(0);
  });

  it.each([
    '',
    'bm9ucw',
    Buffer.from('["9223372036854775807","00000000-0000-0000-0000-000000000000"]').toString('base64url'),
  ])('are refused for the cursor %p, which is none of this server, or of a later one', async (cursor) => {
    for (const path of ['/standings', '/standings/check']) {
      expect(await terminal.client.refused('GET', `${path}?cursor=${cursor}`)).toBe('REQUEST_INVALID');
    }
  });

  it('are read a number of times a minute', async () => {
    const read = () => terminal.client.get('/standings/check').then(({ status }) => status);
    const statuses = [];
    for (let times = 0; times < 121; times += 1) {
      statuses.push(await read());
    }
    expect(statuses).toEqual([...Array.from({ length: 120 }, () => 200), 429]);
  });

  it('are those of the own school', async () => {
    const elsewhere = await createSchool(harness);
    await createPass(await createPerson(harness, elsewhere));
    const device = new Device(terminal);
    await device.catchUp();
    expect(device.rows.size).toBe(0);
    expect(await device.check()).toMatchObject({ count: 0, sum: '0' });
  });
});

describe('numbers of people', () => {
  it('are known to the devices of their home campus and of the one where they are, by a digest of each device', async () => {
    const home = await createPerson(harness, school);
    const guest = await createPerson(harness, school, {
      ...{ campusId: school.otherCampusId, presence: 'on_campus', presenceCampusId: school.campusId },
    });
    const stranger = await createPerson(harness, school, { campusId: school.otherCampusId });
    const passes = [await createPass(home), await createPass(guest), await createPass(stranger)];
    const device = new Device(terminal);
    await device.catchUp();
    const [row]: { digest_key: Buffer }[] = await harness.database.query(
      'SELECT digest_key FROM terminals WHERE id = $1',
      [terminal.id],
    );
    const digest = ({ number }: TestPerson): string =>
      createHmac('sha256', row?.digest_key ?? '')
        .update(number)
        .digest()
        .subarray(0, 16)
        .toString('base64url');
    expect(passes.map((id) => device.rows.get(shortOf(id))?.numberDigest)).toEqual([digest(home), digest(guest), null]);
    const far = await createTerminal(harness, school, {
      gateId: await createGate(harness, school, { campusId: school.otherCampusId }),
    });
    const farDevice = new Device(far);
    await farDevice.catchUp();
    const known = passes.map((id) => farDevice.rows.get(shortOf(id))?.numberDigest ?? null);
    expect(known[0]).toBeNull();
    expect([known[1], known[2]]).not.toContain(null);
    expect(known).not.toContain(digest(guest));
  });

  it.each([
    ['arrives', `presence = 'on_campus', presence_campus_id = campus_id`],
    [
      'moves to another campus',
      `campus_id = (SELECT id FROM campuses c WHERE c.school_id = people.school_id AND c.id <> people.campus_id)`,
    ],
    ['gets another number', `number = 'renamed'`],
  ])('reach the devices anew when somebody %s', async (_, change) => {
    const person = await createPerson(harness, school);
    const pass = shortOf(await createPass(person));
    const device = new Device(terminal);
    await device.catchUp();
    await harness.database.query(`UPDATE people SET ${change} WHERE id = $1`, [person.id]);
    await device.catchUp();
    const fresh = new Device(terminal);
    await fresh.catchUp();
    expect(device.rows.get(pass)).toEqual(fresh.rows.get(pass));
  });
});

describe('a device that only ever applied increments', () => {
  type Step = { person: number; kind: (typeof KINDS)[number]; held: boolean; read: boolean };
  const KINDS = ['refusal', 'epoch', 'arrives', 'departs', 'moves', 'renames'] as const;
  const steps = fc.array(
    fc.record<Step>({
      person: fc.nat({ max: 3 }),
      kind: fc.constantFrom(...KINDS),
      held: fc.boolean(),
      read: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  );
  let serial = 0;

  const statementOf = (kind: Step['kind']): string => {
    serial += 1;
    const standing = `UPDATE pass_standings s SET changed_xid = pg_current_xact_id(),`;
    const ofPerson = `FROM passes a WHERE a.id = s.pass_id AND a.person_id = $1`;
    const changes: Record<Step['kind'], string> = {
      refusal: `${standing} refusal = (ARRAY['pass_held', 'pass_ended', NULL])[1 + ${serial % 3}] ${ofPerson}`,
      epoch: `${standing} epoch = s.epoch + 1 ${ofPerson}`,
      arrives: `UPDATE people SET presence = 'on_campus', presence_campus_id = campus_id WHERE id = $1`,
      departs: `UPDATE people SET presence = 'off_campus', presence_campus_id = NULL WHERE id = $1`,
      moves: `UPDATE people SET campus_id = (SELECT c.id FROM campuses c
        WHERE c.school_id = people.school_id AND c.id <> people.campus_id) WHERE id = $1`,
      renames: `UPDATE people SET number = 'r${serial}' WHERE id = $1`,
    };
    return changes[kind];
  };

  it('holds what a full read holds, whatever changed, in whatever order it was committed', async () => {
    const people: TestPerson[] = [];
    for (let at = 0; at < 4; at += 1) {
      people.push(await createPerson(harness, school));
    }
    await Promise.all(people.map((person) => createPass(person)));
    const device = new Device(terminal);
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const open = new Map<number, Client>();
        const commit = async (person: number): Promise<void> => {
          await open.get(person)?.query('COMMIT');
          await open.get(person)?.end();
          open.delete(person);
        };
        for (const { person, kind, held, read } of script) {
          await commit(person);
          const client = new Client({ connectionString: appUrl() });
          await client.connect();
          open.set(person, client);
          await client.query('BEGIN');
          await client.query(statementOf(kind), [people[person]?.id]);
          if (!held) {
            await commit(person);
          }
          if (read) {
            await device.read();
          }
        }
        await Promise.all([...open.keys()].map(commit));
        await device.catchUp();
        const fresh = new Device(terminal);
        await fresh.catchUp();
        expect(device.rows).toEqual(fresh.rows);
        expect(await device.check()).toEqual({ cursor: device.cursor, count: 4, sum: device.sum() });
      }),
      { numRuns: 25 },
    );
  });
});
