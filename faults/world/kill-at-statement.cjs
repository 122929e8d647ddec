/*
 * Preloaded into the migrator: ends it with SIGKILL as soon as its statement number KILL_AT has left for PostgreSQL,
 * before any answer.
 */
const { createRequire } = require('node:module');
const { Connection } = createRequire(process.argv[1])('pg');

const killAt = Number(process.env.KILL_AT);
let statements = 0;

for (const message of ['query', 'parse']) {
  const send = Connection.prototype[message];
  Connection.prototype[message] = function (...args) {
    statements += 1;
    const result = send.apply(this, args);
    if (statements === killAt) {
      // a statement with parameters leaves when its whole batch is flushed
      const flushed = () => process.kill(process.pid, 'SIGKILL');
      setImmediate(() => (this.stream.writableLength === 0 ? flushed() : this.stream.once('drain', flushed)));
    }
    return result;
  };
}
