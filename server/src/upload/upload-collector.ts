import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { uploadIdOf } from './storage/upload-names';
import { UploadStorage } from './storage/upload-storage';
import { UploadShelf } from './upload-shelf';

const HOUR_MS = 3_600_000;
/** no request lives as long: what is still 'storing' then was cut off */
const CUT_OFF_MS = HOUR_MS;
const FORGOTTEN_MS = 24 * HOUR_MS;
const BATCH = 500;

/** What nobody handed in, what was cut off, and files that no row knows. */
@Injectable()
export class UploadCollector {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly storage: UploadStorage,
    private readonly shelf: UploadShelf,
  ) {}

  async collect(schoolId: string): Promise<void> {
    await this.collectRows(schoolId);
    await this.collectFiles(schoolId);
  }

  private async collectRows(schoolId: string): Promise<void> {
    for (;;) {
      const now = this.clock.now().getTime();
      const [rows] = (await this.database.query(
        `UPDATE uploads SET state = 'removing' WHERE school_id = $1 AND id IN (
           SELECT id FROM uploads WHERE school_id = $1 AND attached_at IS NULL
             AND created_at < CASE state WHEN 'stored' THEN $3::timestamptz ELSE $2 END
             AND (state <> 'stored' OR held_until IS NULL OR held_until < $4)
           ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
         ) RETURNING id`,
        [schoolId, new Date(now - CUT_OFF_MS), new Date(now - FORGOTTEN_MS), new Date(now)],
      )) as [{ id: string }[], number];
      for (const { id } of rows) {
        await this.shelf.clear(schoolId, id);
      }
      if (rows.length < BATCH) {
        return;
      }
    }
  }

  /** A file may be younger than its row's mark, never older than its row: only old ones are looked up. */
  private async collectFiles(schoolId: string): Promise<void> {
    const before = this.clock.now().getTime() - FORGOTTEN_MS;
    let names: string[] = [];
    for await (const { name, modifiedAt } of this.storage.list(schoolId)) {
      if (modifiedAt.getTime() < before) {
        names.push(name);
      }
      if (names.length === BATCH) {
        await this.removeUnknown(schoolId, names);
        names = [];
      }
    }
    await this.removeUnknown(schoolId, names);
  }

  private async removeUnknown(schoolId: string, names: string[]): Promise<void> {
    const ids = names.map(uploadIdOf).filter((id) => id !== null);
    const rows: { id: string }[] = await this.database.query(
      'SELECT id FROM uploads WHERE school_id = $1 AND id = ANY ($2)',
      [schoolId, ids],
    );
    const known = new Set(rows.map(({ id }) => id));
    for (const name of names) {
      const id = uploadIdOf(name);
      if (id === null || !known.has(id)) {
        await this.storage.remove(name);
      }
    }
  }
}
