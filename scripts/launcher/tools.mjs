import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { diskFull, DATA, isDiskFull, ROOT } from './place.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends the tools that run at this moment. */
export function endTools() {
  for (const child of running) {
    child.kill('SIGTERM');
  }
}

/**
 * Runs a program to its end; its output goes to a log.
 * @param {string} command
 * @param {string[]} args
 * @param {{ log: string, env?: NodeJS.ProcessEnv, cwd?: string, onLine?: (line: string) => void }} options
 * @returns {Promise<string>} what it wrote
 */
export function runTool(command, args, { log, env = process.env, cwd = ROOT, onLine }) {
  mkdirSync(dirname(log), { recursive: true });
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let output = '';
    const take = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      onLine?.(chunk.toString());
      try {
        appendFileSync(log, chunk);
      } catch {
        // a full disk is reported by the program's own failure
      }
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      if (code === 0) {
        resolve(output);
      } else if (isDiskFull(output)) {
        reject(diskFull(DATA));
      } else {
        reject(new ToolFailure(`${command} ${args.join(' ')}`, code, output, log));
      }
    });
  });
}

/** A program that ended with an error: its last lines and where the rest is. */
export class ToolFailure extends Error {
  /** @param {string} command @param {number | null} code @param {string} output @param {string} log */
  constructor(command, code, output, log) {
    super(`${command} → ${code}\n${output.trim().split('\n').slice(-15).join('\n')}\n(${log})`);
    this.name = 'ToolFailure';
    this.code = code;
  }
}

/** @param {string[]} args @returns {[string, string[]]} npm as this Node runs it */
export function npm(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, [cli, ...args]] : ['npm', args];
}
