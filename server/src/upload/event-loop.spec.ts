import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { grainyPhoto } from '../../test/pictures';
import { UploadStage } from '../../test/upload-stage';

const BOUNDARY = 'edge';
const BLOCK = 64 * 1024;
const HELD_UP_MS = 50;
const TRIES = 6;

describe('an upload of eleven megapixels', () => {
  const stage = new UploadStage();
  let form: Buffer;

  beforeAll(async () => {
    await stage.open();
    await stage.reset();
    const photo = await grainyPhoto(4000, 2750);
    const { width, height } = await sharp(photo).metadata();
    expect(width * height).toBe(11_000_000);
    form = Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nevidence\r\n`),
      Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`),
      photo,
      Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
    ]);
  }, 60_000);
  afterAll(() => stage.close());

  /** As a phone sends it, block by block; the sender is in this process and must not hold it up itself. */
  const send = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const { port } = stage.harness.app.getHttpServer().address() as AddressInfo;
      const headers = {
        authorization: stage.bearer,
        'idempotency-key': randomUUID(),
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        'content-length': form.length,
      };
      const request = httpRequest(
        { port, host: '127.0.0.1', path: '/api/v1/uploads', method: 'POST', headers },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      request.on('error', reject);
      Readable.from(
        (function* () {
          for (let at = 0; at < form.length; at += BLOCK) {
            yield form.subarray(at, at + BLOCK);
          }
        })(),
      ).pipe(request);
    });

  /** The longest that anything waited while `work` went on, milliseconds. */
  const longestWait = async (work: () => Promise<unknown>): Promise<number> => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await work();
    delay.disable();
    return delay.max / 1e6;
  };

  /** Others on the machine hold a process up now and then; what the upload itself does to the loop it does every time. */
  const leastOf = async (work: () => Promise<unknown>): Promise<number> => {
    let least = Infinity;
    for (let at = 0; at < TRIES && least >= HELD_UP_MS; at += 1) {
      least = Math.min(least, await longestWait(work));
    }
    return least;
  };

  it('holds nobody up for fifty milliseconds', async () => {
    expect(await send()).toBe(201);
    expect(await leastOf(async () => expect(await send()).toBe(201))).toBeLessThan(HELD_UP_MS);
  }, 60_000);

  it('would be caught if it did', async () => {
    const withASyncPart = async (): Promise<void> => {
      const sent = send();
      await new Promise((resolve) => setTimeout(resolve, 20));
      const until = performance.now() + 2 * HELD_UP_MS;
      while (performance.now() < until) {
        // what a decoder on the event loop does
      }
      await sent;
    };
    expect(await leastOf(withASyncPart)).toBeGreaterThanOrEqual(HELD_UP_MS);
  }, 60_000);
});
