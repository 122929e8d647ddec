import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { startApp, type Harness } from '../harness';

const SCRIPT = 'say("hello");'.repeat(200);

describe('files of the H5 app', () => {
  const directory = mkdtempSync(join(tmpdir(), 'campus-h5-'));
  let harness: Harness;

  beforeAll(async () => {
    mkdirSync(join(directory, 'js'));
    const file = join(directory, 'js', 'app.0a1b2c3d.js');
    writeFileSync(file, SCRIPT);
    writeFileSync(`${file}.br`, brotliCompressSync(SCRIPT));
    writeFileSync(`${file}.gz`, gzipSync(SCRIPT));
    writeFileSync(join(directory, 'index.html'), '<div id="app"></div>');
    const before = process.env.H5_DIR;
    process.env.H5_DIR = directory;
    harness = await startApp().finally(() => {
      process.env.H5_DIR = before ?? '';
    });
  });
  afterAll(async () => {
    await harness.close();
    rmSync(directory, { recursive: true });
  });

  const fileFor = (encodings: string) =>
    harness.request.get('/js/app.0a1b2c3d.js').set('accept-encoding', encodings).expect(200);

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
  ])('travel compressed to a browser that takes %s', async (encodings, encoding) => {
    const { headers, text } = await fileFor(encodings);
    expect(headers).toMatchObject({
      'content-encoding': encoding,
      vary: expect.stringContaining('accept-encoding'),
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
    });
    expect(Number(headers['content-length'])).toBeLessThan(SCRIPT.length / 10);
    expect(text).toBe(SCRIPT);
  });

  it('travel as they are to one that takes nothing else', async () => {
    const { headers, text } = await fileFor('identity');
    expect(headers['content-encoding']).toBeUndefined();
    expect(text).toBe(SCRIPT);
  });

  it('are asked for anew where their name does not change', async () => {
    const { headers } = await harness.request.get('/').expect(200);
    expect(headers['cache-control']).toBe('no-cache');
  });
});
