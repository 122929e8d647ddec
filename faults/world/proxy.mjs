import { connect, createServer } from 'node:net';

/** ReadyForQuery outside a transaction: what was sent before it is committed. */
const READY_IDLE = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/**
 * Stands between the server and PostgreSQL: slows the answers down, or holds the answer to a committed statement back.
 * @param {number} port where it listens
 * @param {number} target PostgreSQL's port
 */
export async function openProxy(port, target) {
  let delayMs = 0;
  /** @type {{ statement: Buffer, act: () => void } | null} */
  let trap = null;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    let isWatched = false;
    let notBefore = 0;
    near.setNoDelay(true);
    far.setNoDelay(true);
    near.on('data', (chunk) => {
      isWatched = trap !== null && chunk.includes(trap.statement);
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (isWatched && trap && chunk.subarray(-READY_IDLE.length).equals(READY_IDLE)) {
        const { act } = trap;
        trap = null;
        return act();
      }
      // a later chunk never overtakes an earlier one
      notBefore = Math.max(notBefore, Date.now() + delayMs);
      const wait = notBefore - Date.now();
      return wait <= 0 ? near.write(chunk) : setTimeout(() => near.writable && near.write(chunk), wait);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(null)));
  return {
    slowDown: (/** @type {number} */ ms) => (delayMs = ms),
    /** Once: `act` runs instead of the answer when a statement of this name has been committed. */
    onceCommitted: (/** @type {string} */ name, /** @type {() => void} */ act) => {
      trap = { statement: Buffer.from(`${name}\0`), act };
    },
    close: () => server.close(),
  };
}
