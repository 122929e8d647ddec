import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const READY_MS = 30_000;

/** Brings server/dist up to date, as `npm start` does. */
export const buildServer = (): void => {
  const script = `import('./scripts/launcher/builds.mjs').then(({ buildServer }) => buildServer())`;
  execFileSync(process.execPath, ['-e', script], { cwd: ROOT, stdio: 'ignore' });
};

/** A program of the built server on this worker's stores, everything it prints going to a file. */
export const startProgram = (name: 'main' | 'worker', env: Record<string, string>, logFile: string): ChildProcess => {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [join(ROOT, 'server/dist/server/src', `${name}.js`)], {
    ...{ cwd: ROOT, stdio: ['ignore', log, log] },
    env: { ...process.env, NODE_ENV: 'development', ...env },
  });
  closeSync(log);
  return child;
};

export const stopProgram = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
};

/** Asks again until the condition holds. @throws after half a minute */
export const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  const startedAt = Date.now();
  while (!(await holds().catch(() => false))) {
    if (Date.now() - startedAt > READY_MS) {
      throw new Error(`${what} did not come`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
