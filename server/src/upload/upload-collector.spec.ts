import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newId } from '../common/id';
import { Outbox } from '../common/outbox';
import { pictureOf } from '../../test/pictures';
import { UploadStage } from '../../test/upload-stage';
import { UploadService } from './upload.service';

describe('what the daily job collects', () => {
  const stage = new UploadStage();
  beforeAll(() => stage.open());
  afterAll(() => stage.close());
  beforeEach(() => stage.reset());

  /** The files' own times stand still at the clock of the machine: they are set by the clock of the school. */
  const age = (id: string, hours: number): void => {
    const at = new Date(stage.harness.clock.now().getTime() - hours * 3_600_000);
    for (const variant of ['photo', 'thumbnail']) {
      utimesSync(stage.fileOf(id, variant), at, at);
    }
  };
  const collect = async (): Promise<void> => {
    const { harness, school } = stage;
    await harness.get(Outbox).add(harness.database.manager, 'upload.collect', { schoolId: school.id });
    expect(await harness.runJobs()).toBe(1);
  };
  const cutOff = async (hours: number): Promise<string> => {
    const { id } = await stage.keep(await pictureOf(Math.round(hours * 10) + 100));
    await stage.harness.database.query(`UPDATE uploads SET state = 'storing', created_at = $2 WHERE id = $1`, [
      id,
      new Date(stage.harness.clock.now().getTime() - hours * 3_600_000),
    ]);
    return id;
  };

  it('is what nobody handed in for a day, row and files', async () => {
    const { id } = await stage.keep(await pictureOf(1));
    const kept = await stage.keep(await pictureOf(2), { slot: 'itinerary' });
    await stage.harness.database.transaction((tx) =>
      stage.harness.get(UploadService).attach(tx, stage.school.id, stage.owner.id, [kept.id]),
    );
    stage.harness.clock.advance({ hours: 23 });
    await collect();
    expect(await stage.rows()).toHaveLength(2);
    stage.harness.clock.advance({ hours: 2 });
    await collect();
    expect(await stage.rows()).toEqual([{ id: kept.id, state: 'stored' }]);
    expect([stage.hasFiles(id), stage.hasFiles(kept.id)]).toEqual([false, true]);
  });

  it('is not what a draft names, for thirty days', async () => {
    const { id } = await stage.keep(await pictureOf(6));
    await stage.harness.database.transaction((tx) =>
      stage.harness.get(UploadService).hold(tx, stage.school.id, stage.owner.id, [id]),
    );
    stage.harness.clock.advance({ days: 29 });
    await collect();
    expect(await stage.rows()).toHaveLength(1);
    stage.harness.clock.advance({ days: 2 });
    await collect();
    expect([await stage.rows(), stage.hasFiles(id)]).toEqual([[], false]);
  });

  it('is what was cut off while it was stored, after an hour', async () => {
    const [young, old] = [await cutOff(0.5), await cutOff(1.5)];
    await collect();
    expect((await stage.rows()).map(({ id }) => id)).toEqual([young]);
    expect([stage.hasFiles(young), stage.hasFiles(old)]).toEqual([true, false]);
  });

  it('is what was cut off while it was removed', async () => {
    const { id } = await stage.keep(await pictureOf(3));
    await stage.harness.database.query(`UPDATE uploads SET state = 'removing' WHERE id = $1`, [id]);
    stage.harness.clock.advance({ hours: 2 });
    await collect();
    expect(await stage.rows()).toEqual([]);
    expect(stage.hasFiles(id)).toBe(false);
  });

  it('is every old file without a row, and no file with one', async () => {
    const lost = newId();
    mkdirSync(dirname(stage.fileOf(lost)), { recursive: true });
    for (const variant of ['photo', 'thumbnail']) {
      writeFileSync(stage.fileOf(lost, variant), 'x');
    }
    const halfWritten = `${stage.fileOf(lost)}.123.new`;
    writeFileSync(halfWritten, 'x');
    const at = new Date(stage.harness.clock.now().getTime() - 25 * 3_600_000);
    utimesSync(halfWritten, at, at);
    const { id } = await stage.keep(await pictureOf(4));
    age(id, 23);
    age(lost, 23);
    await collect();
    expect(stage.hasFiles(lost)).toBe(true);
    age(lost, 25);
    age(id, 25);
    await collect();
    expect([stage.hasFiles(lost), stage.hasFiles(id)]).toEqual([false, true]);
    expect(readdirSync(dirname(halfWritten))).not.toContain(halfWritten.split('/').at(-1));
  });

  it('does not stop at a picture whose files are gone already', async () => {
    const { id } = await stage.keep(await pictureOf(5));
    rmSync(stage.directory, { recursive: true, force: true });
    stage.harness.clock.advance({ hours: 25 });
    await collect();
    expect((await stage.rows()).some((row) => row.id === id)).toBe(false);
  });
});
