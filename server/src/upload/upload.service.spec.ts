import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { UPLOAD_LIMITS, type UploadPurpose, type UploadView } from '@shared/upload';
import { Caller } from '../common/caller';
import { Throttle } from '../common/throttle';
import { pictureOf } from '../../test/pictures';
import { sendUpload } from '../../test/upload-factories';
import { UploadStage } from '../../test/upload-stage';
import { UploadReaders } from './upload-readers.service';
import { UploadService } from './upload.service';
import { UploadsInUse, type UploadInUse } from './uploads-in-use.service';

describe('uploads', () => {
  const stage = new UploadStage();
  let inUse: UploadInUse[] = [];
  beforeAll(async () => {
    await stage.open();
    stage.harness.get(UploadsInUse).register('evidence', () => Promise.resolve(inUse));
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    inUse = [];
    await stage.reset();
  });

  const { keep, refusal, get } = {
    keep: stage.keep.bind(stage),
    refusal: stage.refusal.bind(stage),
    get: stage.get.bind(stage),
  };
  const remove = (id: string, as = stage.bearer) =>
    stage.harness.request.delete(`/api/v1/uploads/${id}`).set('authorization', as);
  const uploads = (): UploadService => stage.harness.get(UploadService);
  const attach = (ownerId: string, ids: string[]): Promise<void> =>
    stage.harness.database.transaction((tx) => uploads().attach(tx, stage.school.id, ownerId, ids));
  const hasLookalike = (id: string): Promise<boolean> =>
    stage.harness.database.transaction((tx) => uploads().hasLookalike(tx, stage.school.id, [id]));

  it('keeps its own JPEG of a picture and a thumbnail, each at an address of its own', async () => {
    const view = await keep(await pictureOf(1), { slot: 'green_code' });
    expect(view).toMatchObject({ purpose: 'evidence', slot: 'green_code', width: 480, height: 640 });
    const photo = await get(view.addresses.photo).expect(200).expect('content-type', 'image/jpeg');
    expect((await sharp(photo.body as Buffer).metadata()).format).toBe('jpeg');
    const thumbnail = await get(view.addresses.thumbnail).expect(200);
    expect(await sharp(thumbnail.body as Buffer).metadata()).toMatchObject({ width: 180, height: 240 });
    expect(stage.hasFiles(view.id)).toBe(true);
  });

  it('shows a picture with fresh addresses to its owner and to nobody else', async () => {
    const { id } = await keep(await pictureOf(2));
    expect((await get(`/api/v1/uploads/${id}`).expect(200)).body).toMatchObject({ id });
    await get(`/api/v1/uploads/${id}`, stage.otherBearer).expect(404);
  });

  it('shows it to whoever a service lets in, by an address of their own', async () => {
    const { id, addresses } = await keep(await pictureOf(3), { purpose: 'id_photo' });
    const mayRead = jest.fn((caller: Caller, uploadId: string) =>
      Promise.resolve(caller.personId === stage.other.id && uploadId === id),
    );
    stage.harness.get(UploadReaders).register('id_photo' satisfies UploadPurpose, mayRead);
    const view = (await get(`/api/v1/uploads/${id}`, stage.otherBearer).expect(200)).body as UploadView;
    await get(view.addresses.photo, stage.otherBearer).expect(200);
    await get(addresses.photo, stage.otherBearer).expect(403);
    mayRead.mockResolvedValue(false);
    await get(view.addresses.photo, stage.otherBearer).expect(404);
  });

  it('answers a repeat under the same key with the same upload, and another picture with a refusal', async () => {
    const key = randomUUID();
    const picture = await pictureOf(4);
    const first = await keep(picture, { key });
    expect((await keep(picture, { key })).id).toBe(first.id);
    expect(await refusal(await pictureOf(5), { key })).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await refusal(picture, { key, slot: 'itinerary' })).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await stage.rows()).toHaveLength(1);
  });

  it('stores one picture when the same request comes three times at once', async () => {
    const key = randomUUID();
    const picture = await pictureOf(6);
    const views = await Promise.all([1, 2, 3].map(() => keep(picture, { key })));
    expect(new Set(views.map(({ id }) => id)).size).toBe(1);
    expect(await stage.rows()).toEqual([{ id: views[0]?.id, state: 'stored' }]);
  });

  it('refuses the very picture of another slot that is in use, and no other', async () => {
    const picture = await pictureOf(7);
    const { id: uploadId } = await keep(picture, { slot: 'green_code' });
    await keep(picture, { slot: 'itinerary' });
    inUse = [{ slot: 'green_code', uploadId }];
    const answer = await sendUpload(stage.harness, stage.bearer, picture, { slot: 'itinerary' }).expect(409);
    expect(answer.body).toMatchObject({ code: 'UPLOAD_DUPLICATE', details: { slot: 'green_code' } });
    await keep(picture, { slot: 'green_code' });
    await keep(picture, { slot: 'itinerary' }, stage.otherBearer);
    await keep(await pictureOf(8), { slot: 'itinerary' });
  });

  it('keeps what was handed in, and only the owner’s', async () => {
    const { id } = await keep(await pictureOf(9));
    await expect(attach(stage.other.id, [id])).rejects.toMatchObject({ code: 'EVIDENCE_UNKNOWN' });
    await expect(attach(stage.owner.id, [id, randomUUID()])).rejects.toMatchObject({ code: 'EVIDENCE_UNKNOWN' });
    await attach(stage.owner.id, [id, id]);
    const answer = await remove(id).expect(409);
    expect(answer.body).toMatchObject({ code: 'UPLOAD_IN_USE' });
  });

  it('does not hand in one picture twice', async () => {
    const picture = await pictureOf(10);
    const first = await keep(picture);
    const second = await keep(picture);
    await expect(attach(stage.owner.id, [first.id, second.id])).rejects.toMatchObject({ code: 'UPLOAD_DUPLICATE' });
  });

  it('takes a picture that nobody handed in away with its files, for its owner alone', async () => {
    const { id } = await keep(await pictureOf(11));
    await remove(id, stage.otherBearer).expect(404);
    await remove(id).expect(204);
    expect(await stage.rows()).toEqual([]);
    expect(stage.hasFiles(id)).toBe(false);
    await remove(id).expect(404);
  });

  it('lets nobody keep more than the quota', async () => {
    const { id } = await keep(await pictureOf(12));
    await stage.harness.database.query('UPDATE uploads SET bytes = $2 WHERE id = $1', [
      id,
      UPLOAD_LIMITS.maxKeptBytes - 1000,
    ]);
    expect(await refusal(await pictureOf(13))).toBe('UPLOAD_QUOTA');
    await keep(await pictureOf(13), {}, stage.otherBearer);
  });

  it('gives views of what it is asked for, and leaves out what is unknown', async () => {
    const { id } = await keep(await pictureOf(14));
    const viewer = { schoolId: stage.school.id, personId: stage.other.id } as Caller;
    const views = await stage.harness.get(UploadService).viewsOf(viewer, [id, randomUUID()]);
    expect([...views.keys()]).toEqual([id]);
    expect(await stage.harness.get(UploadService).viewsOf({ ...viewer, schoolId: randomUUID() }, [id])).toEqual(
      new Map(),
    );
  });

  it('says that a picture looks like somebody else’s, and like another of one’s own, whoever looks', async () => {
    const picture = await pictureOf(15);
    const savedAgain = await sharp(picture).resize(400).jpeg({ quality: 60 }).toBuffer();
    const first = await keep(picture);
    const alone = await keep(await pictureOf(16), { slot: 'itinerary' });
    expect(await hasLookalike(first.id)).toBe(false);
    const retaken = await keep(savedAgain, { slot: 'green_code' });
    expect(await hasLookalike(retaken.id)).toBe(false);
    const copied = await keep(await sharp(picture).jpeg({ quality: 50 }).toBuffer(), { slot: 'vaccination' });
    expect([await hasLookalike(first.id), await hasLookalike(copied.id)]).toEqual([true, true]);
    await remove(copied.id).expect(204);
    expect(await hasLookalike(first.id)).toBe(false);
    const foreign = await keep(savedAgain, {}, stage.otherBearer);
    expect([await hasLookalike(first.id), await hasLookalike(foreign.id)]).toEqual([true, true]);
    expect(await hasLookalike(alone.id)).toBe(false);
  });

  it('counts what a person sends in a day, refused ones as well', async () => {
    const throttle = stage.harness.get(Throttle);
    const day = { points: UPLOAD_LIMITS.perDay, seconds: 86_400 };
    for (let sent = 1; sent < UPLOAD_LIMITS.perDay; sent += 1) {
      await throttle.consume('upload', stage.owner.id, day);
    }
    expect(await refusal((await pictureOf(18)).subarray(0, 2_000))).toBe('UPLOAD_UNREADABLE');
    const answer = await sendUpload(stage.harness, stage.bearer, await pictureOf(18)).expect(429);
    expect(answer.body).toMatchObject({ code: 'UPLOAD_QUOTA' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(80_000);
    await keep(await pictureOf(18), {}, stage.otherBearer);
  });
});
