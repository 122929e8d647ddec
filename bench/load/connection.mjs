import { connect } from 'node:net';

/** One keep-alive connection that speaks as little HTTP as the answers need. */
export class Connection {
  /** @param {number} port */
  constructor(port) {
    this.received = '';
    /** @type {((status: number, body: string) => void) | null} */
    this.waiting = null;
    this.socket = connect(port, '127.0.0.1');
    this.socket.setNoDelay(true);
    this.socket.on('data', (chunk) => this.take(chunk));
    this.socket.on('error', () => this.answer(0, ''));
    this.socket.on('close', () => this.answer(0, ''));
  }

  /** @param {Buffer} request @param {(status: number, body: string) => void} whenAnswered status 0: the connection broke */
  send(request, whenAnswered) {
    this.waiting = whenAnswered;
    if (this.socket.destroyed) {
      setImmediate(() => this.answer(0, ''));
    } else {
      this.socket.write(request);
    }
  }

  close() {
    this.socket.destroy();
  }

  /** @param {Buffer} chunk */
  take(chunk) {
    this.received += chunk.latin1Slice();
    const head = this.received.indexOf('\r\n\r\n');
    if (head < 0) {
      return;
    }
    const length = /content-length: (\d+)/i.exec(this.received)?.[1] ?? 0;
    const end = head + 4 + Number(length);
    if (this.received.length < end) {
      return;
    }
    const status = Number(this.received.slice(9, 12));
    const body = this.received.slice(head + 4, end);
    this.received = '';
    this.answer(status, body);
  }

  /** @param {number} status @param {string} body */
  answer(status, body) {
    const whenAnswered = this.waiting;
    this.waiting = null;
    whenAnswered?.(status, body);
  }
}

/**
 * @param {'GET' | 'POST'} method
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {string} body
 */
export function rawRequest(method, path, headers, body = '') {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length =
    method === 'POST' ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` : '';
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}${length}\r\n${body}`);
}
