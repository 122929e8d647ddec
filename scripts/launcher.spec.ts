import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(__dirname, '..');
const START_MS = 120_000;

interface Launched {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

function launch(env: NodeJS.ProcessEnv): Launched {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.mjs')], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  }
  return { child, output: () => text, ended: new Promise((done) => child.once('close', done)) };
}

async function untilRunning({ output, child }: Launched): Promise<void> {
  for (let waited = 0; !output().includes('The health pass is running'); waited += 100) {
    if (waited > START_MS || child.exitCode !== null) {
      throw new Error(`it did not start:\n${output()}`);
    }
    await sleep(100);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

const pidIn = (file: string): number => (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('npm start', () => {
  let data: string;

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'campus-start-'));
    // PostgreSQL runs as its own user where the tests run as root
    chmodSync(data, 0o755);
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it('refuses a busy port with one clear message and exit code 78', async () => {
    const holder = createServer();
    await new Promise<void>((done) => holder.listen(0, '127.0.0.1', done));
    const { port } = holder.address() as AddressInfo;
    try {
      const launched = launch({ PORT: String(port), DATA_DIR: data });
      expect(await launched.ended).toBe(78);
      expect(launched.output().match(/✗/g)).toHaveLength(1);
      expect(launched.output()).toContain(`Port ${port} is busy`);
    } finally {
      await new Promise((done) => holder.close(done));
    }
  });

  /** A step of the start alone, in a process that ends as the launcher does. */
  const step = (module: string, statement: string, env: NodeJS.ProcessEnv = {}) => {
    const place = (name: string): string => JSON.stringify(join(ROOT, 'scripts/launcher', name));
    const program = `
      import { endWith } from ${place('fault.mjs')};
      import * as launcher from ${place(module)};
      try { ${statement}; } catch (error) { endWith(error); }`;
    return spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, DATA_DIR: data, ...env },
      encoding: 'utf8',
      timeout: 20_000,
      killSignal: 'SIGKILL',
    });
  };

  it('restarts a program in its place: never two of them, and none once it is stopped', () => {
    const [script, pids] = [join(data, 'stays.mjs'), join(data, 'pids')];
    writeFileSync(
      script,
      `import { appendFileSync } from 'node:fs';
       appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n');
       setInterval(() => undefined, 1000);`,
    );
    const files = { log: join(data, 'stays.log'), pidFile: join(data, 'stays.json') };
    const { status, stderr } = step(
      'children.mjs',
      `
        const { readFileSync, existsSync } = await import('node:fs');
        const { isAlive } = await import(${JSON.stringify(join(ROOT, 'scripts/launcher/processes.mjs'))});
        const started = () => existsSync(${JSON.stringify(pids)})
          ? readFileSync(${JSON.stringify(pids)}, 'utf8').trim().split('\\n').map(Number) : [];
        const begun = async (number) => {
          while (started().length < number) await new Promise((resolve) => setTimeout(resolve, 20));
        };
        const child = launcher.supervise(${JSON.stringify({ name: 'stays', script, env: {}, ...files })});
        await begun(1);
        const restarting = child.restart();
        // it ends while nobody listens, so that it is seen to be gone before the news of it comes
        setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300));
        await restarting;
        await begun(2);
        // longer than the pause after which one that ended by itself comes back
        await new Promise((resolve) => setTimeout(resolve, 1500));
        const during = started().filter(isAlive).length;
        await child.stop();
        console.error(during, started().filter(isAlive).length)`,
    );
    expect([status, stderr.trim()]).toEqual([0, '1 0']);
  });

  it('refuses a machine without Redis and without apt with one clear message and exit code 78', () => {
    const { status, stderr } = step('redis-binary.mjs', 'launcher.findRedis()', { PATH: data });
    expect(status).toBe(78);
    expect(stderr.match(/✗/g)).toHaveLength(1);
    expect(stderr).toContain('There is no Redis on this machine');
    for (const way of ['brew install redis', 'apt-get install -y redis-server', 'docker run', 'REDIS_URL=']) {
      expect(stderr).toContain(way);
    }
  });

  it('refuses a disk with less than 300 MB of room with one clear message and exit code 78', () => {
    const directory = JSON.stringify(join(data, 'new'));
    const withRoom = (bytes: number) => step('place.mjs', `launcher.demandRoom(${directory}, () => ${bytes})`);
    const { status, stderr } = withRoom(300 * 1024 * 1024 - 1);
    expect(status).toBe(78);
    expect(stderr.match(/✗/g)).toHaveLength(1);
    expect(stderr).toContain(`The disk is full: ${join(data, 'new')} needs at least 300 MB`);
    expect(withRoom(300 * 1024 * 1024)).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(['ENOSPC: no space left on device, write', 'FATAL: could not write: No space left on device'])(
    'knows a disk that became full on the way by: %s',
    (text) => {
      const { status, stderr } = step(
        'place.mjs',
        `if (launcher.isDiskFull(${JSON.stringify(text)})) throw launcher.diskFull('/data')`,
      );
      expect(status).toBe(78);
      expect(stderr).toContain('The disk is full: /data');
    },
  );

  it(
    'recovers by itself after it was killed, keeps the data, and leaves nothing running when it is stopped',
    async () => {
      const env = { PORT: String(await freePort()), DATA_DIR: data };
      const first = launch(env);
      await untilRunning(first);
      const orphans = ['run/api.json', 'run/worker.json', 'redis/launcher-redis.json'].map((file) =>
        pidIn(join(data, file)),
      );
      const keys = readFileSync(join(data, 'keys.json'), 'utf8');
      first.child.kill('SIGKILL');
      await first.ended;
      expect(orphans.every(isRunning)).toBe(true);

      const second = launch(env);
      await untilRunning(second);
      expect(orphans.some(isRunning)).toBe(false);
      expect(readFileSync(join(data, 'keys.json'), 'utf8')).toBe(keys);
      const mine = ['run/api.json', 'run/worker.json', 'redis/launcher-redis.json'].map((file) =>
        pidIn(join(data, file)),
      );
      second.child.kill('SIGTERM');
      expect(await second.ended).toBe(0);
      expect(mine.some(isRunning)).toBe(false);
    },
    2 * START_MS,
  );
});
