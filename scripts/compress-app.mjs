import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Smaller ones fit into a packet or two as they are. */
const MIN_BYTES = 1024;
/** Only files named by their content: one of an earlier build is never served in the place of a new one. */
const HASHED = /\.[0-9a-f]{8}\.(?:js|css)$/;

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/**
 * Leaves each script and style of a built app beside itself as .br and .gz, which the server sends to browsers that
 * take them.
 * @param {string} directory
 */
async function compressApp(directory) {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => HASHED.test(name));
  for (const file of names.map((name) => join(directory, name))) {
    const text = readFileSync(file);
    if (text.length >= MIN_BYTES) {
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
      writeFileSync(`${file}.br`, await brotli(text, { params }));
      writeFileSync(`${file}.gz`, await zip(text, { level: 9 }));
    }
  }
}

await compressApp(resolve(process.env.APP_OUTPUT ?? 'dist/h5'));
