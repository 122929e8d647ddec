import { existsSync, readdirSync } from 'node:fs';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { newId } from '../../src/common/id';
import { uploadIdOf } from '../../src/upload/storage/upload-names';
import { pictureOf } from '../pictures';
import { ask, codeOf } from './ask';
import { until } from './processes';
import { forgetCounters, makeWorld, openSession, type World } from './world';

const EDGE = 'edge';
const MEGABYTE = 1024 * 1024;
const part = (headers: string, content: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(`--${EDGE}\r\n${headers}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')]);
const field = (name: string, value: string): Buffer => part(`content-disposition: form-data; name="${name}"`, value);
const file = (bytes: Buffer | string, filename = 'a.jpg', name = 'file'): Buffer =>
  part(`content-disposition: form-data; name="${name}"; filename="${filename}"\r\ncontent-type: image/jpeg`, bytes);
const END = Buffer.from(`--${EDGE}--\r\n`);
const PURPOSE = field('purpose', 'evidence');

describe('multipart that means no good', () => {
  let world: World;
  let token: string;
  let picture: Buffer;
  /** uploads of the world itself */
  let there: string[];
  const rejections: unknown[] = [];
  const noteRejection = (reason: unknown): void => void rejections.push(reason);

  beforeAll(async () => {
    world = await makeWorld();
    token = await openSession(world.own, world.own.people.studentA.id, 'multipart');
    picture = await pictureOf(1);
    there = ((await world.harness.database.query('SELECT id FROM uploads')) as { id: string }[]).map(({ id }) => id);
    process.on('unhandledRejection', noteRejection);
  });
  beforeEach(() => forgetCounters());
  afterAll(async () => {
    process.off('unhandledRejection', noteRejection);
    await world.close();
  });

  const send = async (payload: Buffer, type = `multipart/form-data; boundary=${EDGE}`, path = '/api/v1/uploads') => {
    const answer = await world.harness.app.inject({
      ...{ method: 'POST', url: path, payload },
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': newId(), 'content-type': type },
    });
    return { status: answer.statusCode, code: (JSON.parse(answer.body) as { code?: string }).code ?? 'taken' };
  };
  const rows = async (): Promise<number> =>
    ((await world.harness.database.query('SELECT 1 FROM uploads WHERE id <> ALL ($1)', [there])) as unknown[]).length;

  /** A connection of its own on which a request has begun. */
  const begin = async (headers: string, as = token): Promise<{ socket: Socket; answer: Promise<string> }> => {
    const { port } = world.harness.app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const answer = new Promise<string>((resolve) => {
      socket.on('data', (data) => {
        text += data.toString('latin1');
        if (/\r\n\r\n\{.*\}/s.test(text)) {
          resolve(text);
        }
      });
      socket.on('error', () => resolve(text || 'cut off'));
      socket.on('close', () => resolve(text || 'cut off'));
    });
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(
      `POST /api/v1/uploads HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${as}\r\nidempotency-key: ${newId()}\r\n` +
        `content-type: multipart/form-data; boundary=${EDGE}\r\n${headers}\r\n\r\n`,
    );
    return { socket, answer };
  };

  const GARBAGE: Record<string, () => { payload: Buffer; type?: string }> = {
    'without a boundary': () => ({ payload: END, type: 'multipart/form-data' }),
    'with an empty boundary': () => ({ payload: END, type: 'multipart/form-data; boundary=' }),
    'with a boundary of 10,000 signs': () => ({
      payload: END,
      type: `multipart/form-data; boundary=${'x'.repeat(10_000)}`,
    }),
    'with a boundary of signs that none has': () => ({
      payload: END,
      type: 'multipart/form-data; boundary="\\"\u00ff;x"',
    }),
    'of another kind': () => ({ payload: END, type: `multipart/mixed; boundary=${EDGE}` }),
    'with another boundary than it says': () => ({
      payload: Buffer.concat([PURPOSE, file(picture), END]),
      type: 'multipart/form-data; boundary=other',
    }),
    'of nothing': () => ({ payload: Buffer.alloc(0) }),
    'of an end alone': () => ({ payload: END }),
    'that never ends': () => ({ payload: Buffer.concat([PURPOSE, file(picture)]) }),
    'that stops within the file': () => ({ payload: Buffer.concat([PURPOSE, file(picture).subarray(0, 5_000)]) }),
    'that stops within a header': () => ({
      payload: Buffer.concat([PURPOSE, Buffer.from(`--${EDGE}\r\ncontent-dispo`)]),
    }),
    'with parts without headers': () => ({
      payload: Buffer.concat([Buffer.from(`--${EDGE}\r\n\r\nx\r\n`), PURPOSE, END]),
    }),
    'with a part without a name': () => ({
      payload: Buffer.concat([PURPOSE, part('content-disposition: form-data', 'x'), END]),
    }),
    'with bare line feeds': () => ({
      payload: Buffer.from(`--${EDGE}\ncontent-disposition: form-data; name="purpose"\n\nevidence\n--${EDGE}--\n`),
    }),
    'within multipart, fifty deep': () => ({
      payload: Buffer.concat([
        ...Array.from({ length: 50 }, (_, depth) =>
          part(
            `content-type: multipart/mixed; boundary=e${depth}\r\ncontent-disposition: form-data; name="file"`,
            `--e${depth}\r\n`,
          ),
        ),
        END,
      ]),
    }),
    'with 1,000 fields': () => ({
      payload: Buffer.concat([...Array.from({ length: 1_000 }, (_, at) => field(`f${at}`, 'x')), file(picture), END]),
    }),
    'with 100 files': () => ({
      payload: Buffer.concat([PURPOSE, ...Array.from({ length: 100 }, () => file(picture.subarray(0, 500))), END]),
    }),
    'with two files': () => ({ payload: Buffer.concat([PURPOSE, file(picture), file(picture), END]) }),
    'with the purpose twice': () => ({ payload: Buffer.concat([PURPOSE, PURPOSE, file(picture), END]) }),
    'with a purpose of a megabyte': () => ({
      payload: Buffer.concat([field('purpose', 'x'.repeat(MEGABYTE)), file(picture), END]),
    }),
    'with a name of a megabyte': () => ({
      payload: Buffer.concat([PURPOSE, field('x'.repeat(MEGABYTE), 'x'), file(picture), END]),
    }),
    'with a header of a megabyte': () => ({
      payload: Buffer.concat([
        PURPOSE,
        part(`content-disposition: form-data; name="file"; x=${'y'.repeat(MEGABYTE)}`, picture),
        END,
      ]),
    }),
    'with 10,000 part headers': () => ({
      payload: Buffer.concat([
        PURPOSE,
        part(`${'a: b\r\n'.repeat(10_000)}content-disposition: form-data; name="file"`, picture),
        END,
      ]),
    }),
    'with a name 10,000 deep': () => ({
      payload: Buffer.concat([PURPOSE, field(`a${'[b]'.repeat(10_000)}`, 'x'), file(picture), END]),
    }),
    'with a prototype for a field': () => ({
      payload: Buffer.concat([field('__proto__', '{"polluted":true}'), PURPOSE, file(picture), END]),
    }),
    'with a constructor for a file': () => ({
      payload: Buffer.concat([PURPOSE, file(picture, 'a.jpg', 'constructor'), END]),
    }),
    'with a purpose in JSON': () => ({
      payload: Buffer.concat([
        part('content-disposition: form-data; name="purpose"\r\ncontent-type: application/json', '{"a":1}'),
        file(picture),
        END,
      ]),
    }),
    'with broken JSON': () => ({
      payload: Buffer.concat([
        part('content-disposition: form-data; name="purpose"\r\ncontent-type: application/json', '{'),
        file(picture),
        END,
      ]),
    }),
    'with a slot that is a path': () => ({
      payload: Buffer.concat([PURPOSE, field('slot', '../../x'), file(picture), END]),
    }),
    'with the file where a field belongs': () => ({ payload: Buffer.concat([file(picture, 'a.jpg', 'purpose'), END]) }),
    'with a field where the file belongs': () => ({ payload: Buffer.concat([PURPOSE, field('file', 'text'), END]) }),
    'with an unknown field': () => ({
      payload: Buffer.concat([PURPOSE, field('ownerId', newId()), file(picture), END]),
    }),
  };

  it.each(Object.entries(GARBAGE))('%s is a wrong request and leaves nothing', async (_, make) => {
    const { payload, type } = make();
    const { status, code } = await send(payload, type);
    expect({ code, isRefused: [400, 413, 415].includes(status) }).toEqual({ code, isRefused: true });
    expect(await rows()).toBe(0);
  });

  it('goes to no other route', async () => {
    for (const path of ['/api/v1/sessions', '/api/v1/check-ins', '/api/v1/imports']) {
      expect(await send(Buffer.concat([PURPOSE, END]), undefined, path)).toMatchObject({ status: 415 });
    }
    expect((await send(Buffer.from('{}'), 'application/json')).status).toBe(415);
  });

  it.each([
    '../../../tmp/evil.jpg',
    '..\\..\\evil.jpg',
    '%2e%2e%2fevil.jpg',
    '/etc/passwd',
    'a\u0000.jpg',
    '\u202egpj.exe',
    'CON',
    'x'.repeat(1_500),
    `${'x'.repeat(4 * 1024 - 4)}.jpg`,
    '.htaccess',
    '<script>.jpg',
    '$(id).jpg',
  ])('a file called %j is kept under a name of ours', async (name) => {
    const answer = await send(Buffer.concat([PURPOSE, field('slot', 'names'), file(picture, name), END]));
    expect(answer.status).toBe(201);
    const directory = join(String(process.env.UPLOAD_DIR), world.own.rows.id);
    const kept = readdirSync(directory, { recursive: true })
      .map(String)
      .filter((path) => path.includes('.'));
    expect(kept.every((path) => uploadIdOf(`${world.own.rows.id}/${path}`) !== null)).toBe(true);
    expect(existsSync('/tmp/evil.jpg')).toBe(false);
    await world.harness.database.query('DELETE FROM uploads WHERE id <> ALL ($1)', [there]);
  });

  it('of 100 MB, said or in chunks, is cut off, and the memory comes back', async () => {
    const said = await begin(`content-length: ${100 * MEGABYTE}`);
    expect(await said.answer).toContain('UPLOAD_TOO_LARGE');
    said.socket.destroy();
    const before = process.memoryUsage().rss;
    const chunked = await begin('transfer-encoding: chunked');
    const block = Buffer.alloc(64 * 1024, 0x41);
    const opening = Buffer.concat([
      PURPOSE,
      Buffer.from(`--${EDGE}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`),
    ]);
    let sent = 0;
    const write = (bytes: Buffer): Promise<void> =>
      new Promise((resolve) => {
        sent += bytes.length;
        const isFree = chunked.socket.write(
          Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]),
        );
        chunked.socket.once('close', () => resolve());
        if (isFree) {
          setImmediate(resolve);
        } else {
          chunked.socket.once('drain', () => resolve());
        }
      });
    await write(opening);
    while (sent < 100 * MEGABYTE && !chunked.socket.destroyed) {
      await write(block);
    }
    expect(await chunked.answer).toContain('UPLOAD_TOO_LARGE');
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * MEGABYTE);
    chunked.socket.destroy();
    expect(await rows()).toBe(0);
  });

  it('that only trickles takes three places of its sender and none of anybody else', async () => {
    const slow = await Promise.all([1, 2, 3].map(() => begin('transfer-encoding: chunked')));
    for (const { socket } of slow) {
      socket.write(`${PURPOSE.length.toString(16)}\r\n${PURPOSE.toString()}\r\n`);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    const whole = Buffer.concat([PURPOSE, field('slot', 'slow'), file(picture), END]);
    expect(await send(whole)).toEqual({ status: 429, code: 'UPLOAD_QUOTA' });
    const other = await ask(world.harness, {
      ...{ method: 'POST', path: '/api/v1/uploads', token: world.tokens.get('own classmateB') ?? null },
      ...{ body: { purpose: 'evidence', slot: 'slow' }, file: picture },
    });
    expect([other.status, codeOf(other)]).toEqual([201, 'status 201']);
    slow.forEach(({ socket }) => socket.destroy());
    await until('the places are free', async () => (await send(whole)).status === 201);
  });

  it('leaves a process that answers, and nothing unhandled', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await ask(world.harness, { method: 'GET', path: '/health/live' })).status).toBe(200);
    expect(rejections).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
