import { createServer } from 'node:http';
import pg from 'pg';

/*
 * The least that a refusal can be: read the body, ask whether a place is free, say no. `node bare.mjs PORT DATABASE`. What
 * it takes at the same pace is what this machine has to give while it is busy with other things as well.
 */
const [port = '', connectionString = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 20 });
const FREE = { name: 'free', text: 'SELECT held < capacity AS free FROM halls WHERE id = $1' };
const NO = JSON.stringify({ code: 'BOOKING_FULL', status: 409 });

createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('end', async () => {
    await pool.query({ ...FREE, values: [JSON.parse(text).hallId] });
    response.writeHead(409, { 'content-type': 'application/json', 'content-length': NO.length }).end(NO);
  });
}).listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
process.on('disconnect', () => process.exit(0));
