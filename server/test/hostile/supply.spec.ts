import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readEnv } from '../../src/env';
import { secretsIn } from './secrets';
import { makeWorld, type World } from './world';

const ROOT = join(__dirname, '../../..');
const WORKSPACES = ['.', 'server', 'miniapp', 'shared'];
const json = (path: string): Record<string, Record<string, string> | undefined> =>
  JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, Record<string, string>>;
const manifests = (): ReturnType<typeof json>[] => WORKSPACES.map((place) => json(`${place}/package.json`));

/** Examples for makers of devices, signed with a key that their test makes from a sentence. */
const PRINTED_CODES = [
  'docs/terminal-protocol.md: a signed token',
  'server/src/common/terminal-examples.json: a signed token',
];

describe('what is installed and what is in the tree', () => {
  it('names every package by one exact version', () => {
    const loose = manifests().flatMap(({ dependencies = {}, devDependencies = {} }) =>
      Object.entries({ ...dependencies, ...devDependencies }).filter(
        ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
      ),
    );
    expect(loose).toEqual([]);
  });

  it('locks every package by its hash, from the registry only', () => {
    const { packages = {} } = json('package-lock.json') as unknown as {
      packages: Record<string, { integrity?: string; link?: boolean; resolved?: string; inBundle?: boolean }>;
    };
    const names = Object.keys(packages).filter((name) => name.includes('node_modules/'));
    const unlocked = names.filter((name) => {
      const { integrity, link, inBundle, resolved = '' } = packages[name] ?? {};
      return !link && !inBundle && (!integrity?.startsWith('sha512-') || /^(git|http:|file:)/.test(resolved));
    });
    expect(names.length).toBeGreaterThan(500);
    expect(unlocked).toEqual([]);
  });

  it('is a lockfile that `npm ci` takes, without a network and without a cache', () => {
    const folder = mkdtempSync(join(tmpdir(), 'campus-ci-'));
    try {
      for (const file of ['package-lock.json', ...WORKSPACES.map((place) => join(place, 'package.json'))]) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        copyFileSync(join(ROOT, file), join(folder, file));
      }
      const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
      const text = execFileSync('npm', ['ci', '--dry-run', '--offline', '--cache', join(folder, 'cache'), ...quietly], {
        ...{ cwd: folder, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] },
      });
      expect(text).toMatch(/added \d+ packages/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('runs no script of a package at installation', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    expect(manifests().flatMap(({ scripts = {} }) => hooks.filter((hook) => hook in scripts))).toEqual([]);
    expect(readFileSync(join(ROOT, 'scripts/launcher/install.mjs'), 'utf8')).toMatch(
      /'(ci|install)', ('--no-save', )?'--ignore-scripts'/,
    );
  });

  /** The server's: of the mini-program's test tools some ask for `latest`, which npm's list refuses to name. */
  it('can be listed as a bill of materials', () => {
    const text = execFileSync(
      'npm',
      ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev', '-w', 'server'],
      {
        ...{ cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] },
      },
    );
    const { components } = JSON.parse(text) as { components: { name: string }[] };
    expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(['fastify', 'typeorm', 'bull']));
  });

  it('holds no secret', () => {
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
      .split('\0')
      .filter((file) => /\.(ts|tsx|mjs|cjs|js|json|md|yml|yaml|sh|example|html|scss)$|^\.|\/run$/.test(file))
      .filter((file) => file !== 'package-lock.json' && existsSync(join(ROOT, file)));
    expect(files.length).toBeGreaterThan(200);
    const found = files.flatMap((file) => secretsIn(file, readFileSync(join(ROOT, file), 'utf8')));
    expect(found.filter((one) => !PRINTED_CODES.includes(one))).toEqual([]);
  });

  it('would be found with one', () => {
    const planted = [
      `const key = '-----BEGIN EC ${'PRIVATE'} KEY-----';`,
      `password: '${'Zx9'.repeat(3)}qTr4'`,
      `AKIA${'IOSFODNN7EXAMPLX'}`,
      `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiIxMjM0NTY3ODkwIn0'}.${'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'}`,
      `postgres://campus:${'s3cretpassw0rd'}@db.example/campus`,
    ];
    expect(planted.map((text) => secretsIn('planted', text).length)).toEqual(planted.map(() => 1));
  });
});

describe('what a stranger sees of the inside', () => {
  let world: World;

  beforeAll(async () => {
    process.env.METRICS_TOKEN = 'a-token-of-the-tests-only';
    world = await makeWorld();
  });
  afterAll(async () => {
    delete process.env.METRICS_TOKEN;
    await world.close();
  });

  const metrics = (remoteAddress: string, headers: Record<string, string> = {}) =>
    world.harness.app.inject({ method: 'GET', url: '/metrics', remoteAddress, headers });

  it('figures only with the token, or on the machine itself', async () => {
    expect((await metrics('10.0.0.9')).statusCode).toBe(404);
    expect((await metrics('10.0.0.9', { 'x-forwarded-for': '127.0.0.1' })).statusCode).toBe(404);
    expect((await metrics('127.0.0.1', { 'x-forwarded-for': '10.0.0.9' })).statusCode).toBe(404);
    expect((await metrics('10.0.0.9', { authorization: 'Bearer a-token-of-the-tests-onlx' })).statusCode).toBe(404);
    expect((await metrics('10.0.0.9', { authorization: 'Bearer a-token-of-the-tests-only' })).statusCode).toBe(200);
    expect((await metrics('127.0.0.1')).statusCode).toBe(200);
  });

  it('no ids in the figures', async () => {
    const { id, number } = world.own.people.studentA;
    await world.harness.app.inject({ method: 'GET', url: `/api/v1/check-ins/${id}?number=${number}` });
    const { body } = await metrics('127.0.0.1');
    expect(body).toContain('/api/v1/check-ins/:id');
    expect(body).not.toContain(id);
    expect(body).not.toContain(number);
  });

  it('no pages of queues, databases, sources or old versions', async () => {
    const paths = [
      '/queues',
      '/admin/queues',
      '/bull',
      '/debug',
      '/.env',
      '/.git/config',
      '/server.js.map',
      '/package.json',
      '/api/v0/me',
      '/graphql',
      '/actuator',
    ];
    for (const url of paths) {
      const answer = await world.harness.app.inject({ method: 'GET', url });
      expect(answer.statusCode === 404 || !/json/.test(String(answer.headers['content-type']))).toBe(true);
      expect(answer.body).not.toMatch(/DATABASE_URL|\[core\]|"dependencies"/);
    }
  });

  it('no description of the API in production, unless the operator says so', () => {
    const base = {
      ...{ NODE_ENV: 'production', DATABASE_URL: 'postgres://x', REDIS_URL: 'redis://x', KEYS_FILE: 'keys.json' },
      UPLOAD_DIR: '/srv/uploads',
    } as NodeJS.ProcessEnv;
    expect(readEnv(base).API_DOCS).toBe(false);
    expect(readEnv({ ...base, API_DOCS: 'true' }).API_DOCS).toBe(true);
    expect(readEnv({ ...base, NODE_ENV: 'development' }).API_DOCS).toBe(true);
  });
});
