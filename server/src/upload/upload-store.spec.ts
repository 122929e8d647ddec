import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pictureOf } from '../../test/pictures';
import { startS3, type S3Server } from '../../test/s3-server';
import { UploadStage } from '../../test/upload-stage';

const stage = new UploadStage();
/** The application again, on the same database, with other variables. */
const reopen = async (env: Record<string, string>): Promise<void> => {
  Object.assign(process.env, env);
  await stage.harness.close();
  await stage.open();
  await stage.signIn();
};
const filesOf = (directory: string): string[] =>
  existsSync(directory)
    ? readdirSync(directory, { recursive: true })
        .map(String)
        .filter((name) => statSync(join(directory, name)).isFile())
    : [];

beforeEach(async () => {
  await stage.open();
  await stage.reset();
});
afterEach(async () => {
  Object.assign(process.env, { UPLOAD_STORE: 'local', UPLOAD_RESERVE_MB: '16' });
  await stage.close();
});

describe('a full disk', () => {
  it('refuses a picture and keeps neither row nor file, and takes it under the same key once there is room', async () => {
    const key = randomUUID();
    const picture = await pictureOf(1);
    const kept = await stage.keep(await pictureOf(2), { slot: 'itinerary' });
    await reopen({ UPLOAD_RESERVE_MB: '1000000000' });
    expect(await stage.refusal(picture, { key })).toBe('STORAGE_FULL');
    expect(await stage.rows()).toEqual([{ id: kept.id, state: 'stored' }]);
    expect(filesOf(stage.directory)).toHaveLength(2);
    const { addresses } = (await stage.get(`/api/v1/uploads/${kept.id}`).expect(200)).body as typeof kept;
    await stage.get(addresses.photo).expect(200);
    await reopen({ UPLOAD_RESERVE_MB: '16' });
    await stage.keep(picture, { key });
    expect(filesOf(stage.directory)).toHaveLength(4);
  });
});

describe('pictures in S3', () => {
  let s3: S3Server;
  beforeEach(async () => {
    s3 = await startS3();
    await reopen({
      ...{ UPLOAD_STORE: 's3', S3_BUCKET: s3.bucket, S3_ENDPOINT: s3.endpoint, S3_PATH_STYLE: 'true' },
      ...{ S3_ACCESS_KEY_ID: s3.accessKeyId, S3_SECRET_ACCESS_KEY: s3.secretAccessKey },
    });
  });

  it('are kept, read and removed there, and nowhere on this machine', async () => {
    const { id, addresses } = await stage.keep(await pictureOf(3));
    expect(filesOf(stage.directory)).toEqual([]);
    const photo = await stage.get(addresses.photo).expect(200);
    expect((photo.body as Buffer).readUInt16BE(0)).toBe(0xffd8);
    await stage.harness.request.delete(`/api/v1/uploads/${id}`).set('authorization', stage.bearer).expect(204);
    expect(await stage.rows()).toEqual([]);
    await s3.close();
  });

  it('wait while it is away: what was begun is left to a repeat or the daily job', async () => {
    const { id, addresses } = await stage.keep(await pictureOf(4));
    await s3.close();
    await stage.get(addresses.photo).expect(503);
    const again = { slot: 'itinerary', key: randomUUID() };
    expect(await stage.refusal(await pictureOf(5), again)).toBe('SERVICE_BUSY');
    expect((await stage.rows()).map(({ state }) => state)).toEqual(['stored', 'removing']);
    expect(await stage.refusal(await pictureOf(5), again)).toBe('SERVICE_BUSY');
    await stage.harness.request.delete(`/api/v1/uploads/${id}`).set('authorization', stage.bearer).expect(503);
    expect((await stage.rows()).map(({ state }) => state)).toEqual(['removing', 'removing']);
  });
});
