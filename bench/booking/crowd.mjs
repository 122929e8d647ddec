import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** More than a process takes in that has asked for no more than Node does by itself. */
const CROWD = 1_000;
const PATIENCE_MS = 500;

/** What the kernel keeps waiting before a process at most. */
const mostWaiting = () => {
  try {
    return Number(readFileSync('/proc/sys/net/core/somaxconn', 'utf8'));
  } catch {
    return CROWD;
  }
};

/**
 * Phones that connect at once while a server is held up: the kernel takes them in for it, or lets them try again seconds
 * later.
 * @param {number} port @param {number} pid @returns {Promise<number>} how many were not taken in
 */
export async function turnedAway(port, pid) {
  process.kill(pid, 'SIGSTOP');
  let taken = 0;
  const sockets = Array.from({ length: Math.min(CROWD, mostWaiting()) }, () => connect(port, '127.0.0.1'));
  try {
    sockets.forEach((socket) => socket.on('error', () => undefined).once('connect', () => (taken += 1)));
    await sleep(PATIENCE_MS);
  } finally {
    process.kill(pid, 'SIGCONT');
    sockets.forEach((socket) => socket.destroy());
  }
  return sockets.length - taken;
}
