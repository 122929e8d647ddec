import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Redis from 'ioredis';
import { openQueue } from '../../src/common/bull-queue';
import { Relay } from '../../src/common/relay';
import { asOwner, redisUrl } from '../database';
import { encoded, type Answer, type Question } from './ask';
import { Journey, type Secrets } from './journey';
import { buildServer, startProgram, stopProgram, until } from './processes';
import { makeWorld, type World } from './world';

/** What people wrote, and where they were, stands in the tables that are for it, deleted with the campaign; in no other. */
const STANDS_IN: Record<string, string[]> = {
  'phone number in a reason': [
    'check_in_reports',
    'correction_requests',
    'cases',
    'leaving_applications',
    'approval_requests',
  ],
  'origin of a journey': ['return_applications', 'return_versions', 'approval_requests'],
  'latitude of an arrival': ['return_arrivals'],
  'longitude of an arrival': ['return_arrivals'],
  'words of an approver': ['approval_comments', 'approval_decisions'],
  'number said at a gate': ['people'],
  'destination of a leave': ['leaving_applications', 'approval_requests'],
};

const hitsIn = (secrets: Secrets, place: string, text: string): string[] =>
  [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => `${name} in ${place}`);

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Every value of this worker's Redis, as text. */
const redisContents = async (): Promise<string> => {
  const redis = new Redis(redisUrl());
  const parts: unknown[] = [];
  for (const key of await redis.keys('*')) {
    const type = await redis.type(key);
    const value =
      type === 'string'
        ? await redis.get(key)
        : type === 'hash'
          ? await redis.hgetall(key)
          : type === 'list'
            ? await redis.lrange(key, 0, -1)
            : type === 'set'
              ? await redis.smembers(key)
              : type === 'zset'
                ? await redis.zrange(key, 0, -1)
                : type === 'stream'
                  ? await redis.xrange(key, '-', '+')
                  : type;
    parts.push(key, value);
  }
  await redis.quit();
  return JSON.stringify(parts);
};

describe('secrets of a school day, looked for where they must not be', () => {
  const folder = mkdtempSync(join(tmpdir(), 'campus-canaries-'));
  const logFile = join(folder, 'server.log');
  const refusals: string[] = [];
  let world: World;
  let programs: ChildProcess[];
  let secrets: Secrets;
  let redisBefore: string;
  let outbox: string;

  /** The day itself, against a server of its own with the chattiest log; jobs wait in Redis until they were looked at. */
  beforeAll(async () => {
    buildServer();
    world = await makeWorld({ now: new Date() });
    const port = await freePort();
    const env = { PORT: String(port), LOG_LEVEL: 'debug' };
    programs = [startProgram('main', env, logFile)];
    const base = `http://127.0.0.1:${port}`;
    await until('the server', async () => (await fetch(`${base}/health/ready`)).ok);
    const asking = async ({ method, path, token, signer, ...content }: Question): Promise<Answer> => {
      const { type, payload } = encoded(content);
      const response = await fetch(base + path, {
        method,
        headers: {
          'idempotency-key': crypto.randomUUID(),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(signer ? signer.headersFor(method, path, payload ?? '') : {}),
          ...(type === undefined ? {} : { 'content-type': type }),
        },
        ...(payload === undefined ? {} : { body: new Blob([payload as BlobPart]) }),
      });
      const text = await response.text();
      if (response.status >= 400) {
        refusals.push(text);
      }
      const isJson = String(response.headers.get('content-type')).includes('json');
      return { status: response.status, text, headers: {}, body: isJson ? JSON.parse(text) : undefined };
    };
    const wait = (seconds: number): Promise<void> =>
      new Promise((resolve) => setTimeout(resolve, (seconds + 1) * 1_000));
    const journey = new Journey(asking, world.own, () => new Date(), wait);
    await journey.run();
    secrets = journey.secrets;
    outbox = JSON.stringify(await asOwner('SELECT * FROM outbox'));
    await moveJobs(world);
    redisBefore = await redisContents();
    programs.push(startProgram('worker', env, logFile));
    await until(
      'the end of the jobs',
      async () => (await asOwner('SELECT 1 FROM outbox WHERE failed_at IS NULL')).length === 0,
    );
    await Promise.all(programs.map(stopProgram));
  }, 120_000);

  afterAll(async () => {
    await Promise.all((programs ?? []).map(stopProgram));
    await world.close();
    rmSync(folder, { recursive: true });
  });

  it('are many, and the day left its traces', () => {
    expect(secrets.size).toBeGreaterThan(35);
    expect(refusals.length).toBeGreaterThan(0);
    expect(outbox).toContain('case.opened');
    expect(outbox).toContain('approval.settle');
    expect(redisBefore).toContain('case.opened');
    expect(redisBefore).toContain('throttle:');
    const log = readFileSync(logFile, 'utf8');
    expect(log).toContain('"route":"/api/v1/check-ins"');
    expect(log).toContain('"route":"/api/v1/sessions/totp"');
    expect(log).toContain('"route":"/api/v1/uploads/:id/photo"');
    expect(log).toContain('"route":"/api/v1/returns/:id/arrival"');
    expect(log).toContain('"route":"/api/v1/pass/codes"');
    expect(log).toContain('"route":"/api/v1/terminal/scans"');
    expect(log).toContain('"route":"/api/v1/terminal/events"');
    expect(log.match(/Starting Nest application/g)).toHaveLength(2);
    expect(log).not.toMatch(/Warning: /);
  });

  it('are in no line of the log', () => {
    expect(hitsIn(secrets, 'the log', readFileSync(logFile, 'utf8'))).toEqual([]);
  });

  it('are in no refusal', () => {
    expect(hitsIn(secrets, 'a refusal', refusals.join('\n'))).toEqual([]);
  });

  it('are in no job, neither in the outbox nor in Redis, and in no counter', async () => {
    expect(hitsIn(secrets, 'the outbox', outbox)).toEqual([]);
    expect(hitsIn(secrets, 'Redis', redisBefore)).toEqual([]);
    expect(hitsIn(secrets, 'Redis afterwards', await redisContents())).toEqual([]);
  });

  it('stand readable in no table', async () => {
    const tables = await asOwner<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
    );
    const hits: string[] = [];
    for (const { name } of tables) {
      const [row] = await asOwner<{ text: string | null }>(`SELECT string_agg(t::text, ' ') AS text FROM ${name} t`);
      const misplaced = new Map([...secrets].filter(([secret]) => !STANDS_IN[secret]?.includes(name)));
      hits.push(...hitsIn(misplaced, name, row?.text ?? ''));
    }
    expect(tables.length).toBeGreaterThan(20);
    expect(hits).toEqual([]);
  });

  it('would be found: a planted line, job and refusal are', () => {
    for (const [name, secret] of secrets) {
      expect(hitsIn(secrets, 'planted', `{"level":30,"authorization":"Bearer x.y.${secret}"}`)).toContain(
        `${name} in planted`,
      );
    }
  });
});

/** Outbox → Bull, as the worker does, but nobody takes the jobs yet. */
const moveJobs = async ({ harness }: World): Promise<void> => {
  const queue = openQueue(redisUrl());
  await queue.isReady();
  harness.clock.set(new Date());
  await harness.get(Relay).move(queue);
  await queue.close();
  // Bull leaves connections that it did not need yet waiting to be made
  (queue as unknown as { clients: Redis[] }).clients.forEach((client) => client.disconnect());
};
