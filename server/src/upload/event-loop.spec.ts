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
const TRIES = 10;

const medianOf = (waits: number[]): number => {
  const sorted = [...waits].sort((one, other) => one - other);
  return ((sorted[TRIES / 2 - 1] ?? 0) + (sorted[TRIES / 2] ?? Infinity)) / 2;
};

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
  }, 120_000);
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

  /**
   * How much longer than usual something waits while `work` goes on, in most of ten tries: others on the machine hold
   * a process up as well, which the same time without any work shows. Printed.
   */
  const heldUpBy = async (what: string, work: () => Promise<unknown>): Promise<number> => {
    const [busy, idle]: [number[], number[]] = [[], []];
    for (let at = 0; at < TRIES; at += 1) {
      const startedAt = performance.now();
      busy.push(await longestWait(work));
      const took = performance.now() - startedAt;
      idle.push(await longestWait(() => new Promise((resolve) => setTimeout(resolve, took))));
    }
    const line = (waits: number[]): string => waits.map((wait) => wait.toFixed(0)).join(' ');
    process.stdout.write(`${what}: longest waits ${line(busy)} ms, without it ${line(idle)} ms\n`);
    return medianOf(busy) - medianOf(idle);
  };

  it('holds nobody up for fifty milliseconds', async () => {
    expect(await send()).toBe(201);
    const heldUp = await heldUpBy('an upload', async () => expect(await send()).toBe(201));
    expect(heldUp).toBeLessThan(HELD_UP_MS);
  }, 120_000);

  it('would be caught if it did', async () => {
    const withASyncPart = async (): Promise<void> => {
      const sent = send();
      await new Promise((resolve) => setTimeout(resolve, 20));
      const until = performance.now() + 3 * HELD_UP_MS;
      while (performance.now() < until) {
        // what a decoder on the event loop does
      }
      await sent;
    };
    expect(await heldUpBy('with a part on the loop', withASyncPart)).toBeGreaterThanOrEqual(HELD_UP_MS);
  }, 120_000);
});
