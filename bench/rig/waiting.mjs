import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @param {string} what
 * @param {() => Promise<boolean> | boolean} isSo
 * @param {number} patienceMs
 * @returns {Promise<number>} milliseconds until it was so; Infinity when it never was
 */
export async function waitUntil(what, isSo, patienceMs) {
  const startedAt = Date.now();
  while (Date.now() - startedAt < patienceMs) {
    if (await isSo()) {
      return Date.now() - startedAt;
    }
    await sleep(50);
  }
  console.log(`  not within ${patienceMs / 1000} s: ${what}`);
  return Infinity;
}
