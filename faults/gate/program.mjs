import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';

/** @typedef {import('./world.mjs').GateWorld} GateWorld */

/**
 * The software terminal as a program, as `npm run terminal` starts it; what it says, line by line.
 * @param {Pick<GateWorld, 'dist'>} world @param {{ home: string }} terminal @param {string[]} args
 */
export function startTerminal({ dist }, { home }, args) {
  const program = join(dist, 'soft-terminal/main.js');
  const child = spawn(process.execPath, [program, ...args, '--home', home], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += chunk));
  /** @type {any[]} */
  const said = [];
  /** @type {((fact: any) => void)[]} */
  const waiting = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const fact = JSON.parse(line);
    said.push(fact);
    waiting.shift()?.(fact);
  });
  const ended = once(child, 'close').then(([code]) => ({ code, said, complaint }));
  return {
    ended,
    /** One person; the answer is the next thing that it says. @param {string} line @returns {Promise<any>} */
    ask: (line) => {
      const answer = new Promise((resolve) => waiting.push(resolve));
      child.stdin.write(`${line}\n`);
      return Promise.race([answer, ended.then(() => null)]);
    },
    next: () => Promise.race([new Promise((resolve) => waiting.push(resolve)), ended.then(() => null)]),
    end: () => child.stdin.end(),
    kill: () => child.kill('SIGKILL'),
  };
}

/** One command from its start to its end. @param {Pick<GateWorld, 'dist'>} world @param {{ home: string }} terminal @param {string[]} args */
export async function runTerminal(world, terminal, args) {
  const running = startTerminal(world, terminal, args);
  running.end();
  const { code, said, complaint } = await running.ended;
  if (code !== 0) {
    throw new Error(`terminal ${args[0]} ended with ${code}: ${complaint}`);
  }
  return said;
}
