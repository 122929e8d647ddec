import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Problem } from '@shared/errors';
import { UPLOAD_LIMITS, type UploadPurpose, type UploadView } from '@shared/upload';
import { Caller } from '../common/caller';
import { SessionModule } from '../session/session.module';
import { resetDatabase } from '../../test/database';
import { createPerson, createSchool, signIn, type TestPerson, type TestSchool } from '../../test/factories';
import { SCHOOL_MORNING } from '../../test/fixed-clock';
import { startApp, type Harness } from '../../test/harness';
import { pictureOf } from '../../test/pictures';
import { sendUpload, type UploadWish } from '../../test/upload-factories';
import { UploadReaders } from './upload-readers.service';
import { UploadModule } from './upload.module';
import { UploadService } from './upload.service';

const DIRECTORY = String(process.env.UPLOAD_DIR);

describe('uploads', () => {
  let harness: Harness;
  let school: TestSchool;
  let owner: TestPerson;
  let other: TestPerson;
  let bearer: string;
  let otherBearer: string;

  beforeAll(async () => {
    harness = await startApp({ modules: [SessionModule, UploadModule] });
  });
  afterAll(async () => {
    await harness.close();
    rmSync(DIRECTORY, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await resetDatabase();
    rmSync(DIRECTORY, { recursive: true, force: true });
    harness.clock.set(SCHOOL_MORNING);
    school = await createSchool(harness);
    owner = await createPerson(harness, school);
    other = await createPerson(harness, school);
    bearer = (await signIn(harness, owner)).bearer;
    otherBearer = (await signIn(harness, other)).bearer;
  });

  const keep = async (bytes: Buffer, wish: UploadWish = {}, as = bearer): Promise<UploadView> =>
    (await sendUpload(harness, as, bytes, wish).expect(201)).body as UploadView;
  const refusal = async (bytes: Buffer, wish: UploadWish = {}, as = bearer): Promise<string> =>
    ((await sendUpload(harness, as, bytes, wish)).body as Problem).code;
  const get = (path: string, as = bearer) => harness.request.get(path).set('authorization', as);
  const fileOf = (id: string, variant = 'photo'): string =>
    join(DIRECTORY, school.id, id.slice(-2), `${id}-${variant}.jpg`);
  const rows = (): Promise<{ id: string; state: string }[]> =>
    harness.database.query('SELECT id, state FROM uploads ORDER BY created_at, id');

  it('keeps its own JPEG of a picture and a thumbnail, each at an address of its own', async () => {
    const view = await keep(await pictureOf(1), { slot: 'green_code' });
    expect(view).toMatchObject({ purpose: 'evidence', slot: 'green_code', width: 480, height: 640 });
    const photo = await get(view.addresses.photo).expect(200).expect('content-type', 'image/jpeg');
    expect((await sharp(photo.body as Buffer).metadata()).format).toBe('jpeg');
    const thumbnail = await get(view.addresses.thumbnail).expect(200);
    expect(await sharp(thumbnail.body as Buffer).metadata()).toMatchObject({ width: 180, height: 240 });
    expect(existsSync(fileOf(view.id))).toBe(true);
  });

  it('shows a picture with fresh addresses to its owner and to nobody else', async () => {
    const { id } = await keep(await pictureOf(2));
    expect((await get(`/api/v1/uploads/${id}`).expect(200)).body).toMatchObject({ id });
    await get(`/api/v1/uploads/${id}`, otherBearer).expect(404);
  });

  it('shows it to whoever a service lets in, by an address of their own', async () => {
    const { id, addresses } = await keep(await pictureOf(3), { purpose: 'id_photo' });
    const mayRead = jest.fn((caller: Caller, uploadId: string) =>
      Promise.resolve(caller.personId === other.id && uploadId === id),
    );
    harness.get(UploadReaders).register('id_photo' satisfies UploadPurpose, mayRead);
    const view = (await get(`/api/v1/uploads/${id}`, otherBearer).expect(200)).body as UploadView;
    await get(view.addresses.photo, otherBearer).expect(200);
    await get(addresses.photo, otherBearer).expect(403);
    mayRead.mockResolvedValue(false);
    await get(view.addresses.photo, otherBearer).expect(404);
  });

  it('answers a repeat under the same key with the same upload, and another picture with a refusal', async () => {
    const key = randomUUID();
    const picture = await pictureOf(4);
    const first = await keep(picture, { key });
    expect((await keep(picture, { key })).id).toBe(first.id);
    expect(await refusal(await pictureOf(5), { key })).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await refusal(picture, { key, slot: 'itinerary' })).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await rows()).toHaveLength(1);
  });

  it('stores one picture when the same request comes three times at once', async () => {
    const key = randomUUID();
    const picture = await pictureOf(6);
    const views = await Promise.all([1, 2, 3].map(() => keep(picture, { key })));
    expect(new Set(views.map(({ id }) => id)).size).toBe(1);
    expect(await rows()).toEqual([{ id: views[0]?.id, state: 'stored' }]);
  });

  it('refuses the very picture of another slot of one’s own, and no longer once that slot has another', async () => {
    const picture = await pictureOf(7);
    await keep(picture, { slot: 'green_code' });
    const answer = await sendUpload(harness, bearer, picture, { slot: 'itinerary' }).expect(409);
    expect(answer.body).toMatchObject({ code: 'UPLOAD_DUPLICATE', details: { slot: 'green_code' } });
    await keep(picture, { slot: 'green_code' });
    await keep(picture, { slot: 'itinerary' }, otherBearer);
    harness.clock.advance({ minutes: 1 });
    await keep(await pictureOf(8), { slot: 'green_code' });
    await keep(picture, { slot: 'itinerary' });
  });

  it('keeps what was handed in, and only the owner’s', async () => {
    const { id } = await keep(await pictureOf(9));
    const attach = (ownerId: string, ids: string[]): Promise<void> =>
      harness.database.transaction((tx) => harness.get(UploadService).attach(tx, school.id, ownerId, ids));
    await expect(attach(other.id, [id])).rejects.toMatchObject({ code: 'EVIDENCE_UNKNOWN' });
    await expect(attach(owner.id, [id, randomUUID()])).rejects.toMatchObject({ code: 'EVIDENCE_UNKNOWN' });
    await attach(owner.id, [id, id]);
    const answer = await harness.request.delete(`/api/v1/uploads/${id}`).set('authorization', bearer).expect(409);
    expect(answer.body).toMatchObject({ code: 'UPLOAD_IN_USE' });
  });

  it('does not hand in one picture twice', async () => {
    const picture = await pictureOf(10);
    const first = await keep(picture);
    const second = await keep(picture);
    await expect(
      harness.database.transaction((tx) =>
        harness.get(UploadService).attach(tx, school.id, owner.id, [first.id, second.id]),
      ),
    ).rejects.toMatchObject({ code: 'UPLOAD_DUPLICATE' });
  });

  it('takes a picture that nobody handed in away with its files, for its owner alone', async () => {
    const { id } = await keep(await pictureOf(11));
    await harness.request.delete(`/api/v1/uploads/${id}`).set('authorization', otherBearer).expect(404);
    await harness.request.delete(`/api/v1/uploads/${id}`).set('authorization', bearer).expect(204);
    expect(await rows()).toEqual([]);
    expect(existsSync(fileOf(id)) || existsSync(fileOf(id, 'thumbnail'))).toBe(false);
    await harness.request.delete(`/api/v1/uploads/${id}`).set('authorization', bearer).expect(404);
  });

  it('lets nobody keep more than the quota', async () => {
    const { id } = await keep(await pictureOf(12));
    await harness.database.query('UPDATE uploads SET bytes = $2 WHERE id = $1', [
      id,
      UPLOAD_LIMITS.maxKeptBytes - 1000,
    ]);
    expect(await refusal(await pictureOf(13))).toBe('UPLOAD_QUOTA');
    await keep(await pictureOf(13), {}, otherBearer);
  });

  it('gives views of what it is asked for, and leaves out what is unknown', async () => {
    const { id } = await keep(await pictureOf(14));
    const viewer = { schoolId: school.id, personId: other.id } as Caller;
    const views = await harness.get(UploadService).viewsOf(viewer, [id, randomUUID()]);
    expect([...views.keys()]).toEqual([id]);
    expect(await harness.get(UploadService).viewsOf({ ...viewer, schoolId: randomUUID() }, [id])).toEqual(new Map());
  });
});
