import { createServer } from 'node:net';
import { LauncherFault } from './fault.mjs';

/**
 * @param {number} port 0 asks the system for any free one
 * @param {string} host
 * @returns {Promise<number | null>} the port that was free, or null
 */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

/** @returns {Promise<number>} a port on the loopback that is free now */
export async function freePort() {
  const port = await tryPort(0, '127.0.0.1');
  if (port === null) {
    throw new LauncherFault('本机没有可用的端口。', 'No port is free on this machine.');
  }
  return port;
}

/**
 * @param {number} port
 * @param {string} host
 */
export async function demandPort(port, host = '0.0.0.0') {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new LauncherFault('PORT 必须是 1 到 65535 的整数。', 'PORT must be a whole number from 1 to 65535.');
  }
  if ((await tryPort(port, host)) === null) {
    throw new LauncherFault(
      `端口 ${port} 已被占用。请关闭占用它的程序，或换一个端口：PORT=${port + 1} npm start`,
      `Port ${port} is busy. Stop the program that holds it or choose another one: PORT=${port + 1} npm start`,
    );
  }
}
