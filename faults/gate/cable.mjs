import { connect, createServer } from 'node:net';

/**
 * The cable between a gate and the server, which somebody may pull.
 * @param {number} port where it listens
 * @param {number} target the server's port
 */
export async function layCable(port, target) {
  let isPlugged = true;
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  const cable = createServer((near) => {
    if (!isPlugged) {
      return near.destroy();
    }
    const far = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ]) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise((resolve) => cable.listen(port, '127.0.0.1', () => resolve(null)));
  return {
    url: `http://127.0.0.1:${port}`,
    pull: () => {
      isPlugged = false;
      open.forEach((socket) => socket.destroy());
    },
    plug: () => {
      isPlugged = true;
    },
    close: () => {
      open.forEach((socket) => socket.destroy());
      cable.close();
    },
  };
}
