import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { DomainError } from '../common/domain-error';
import { failpoint } from '../common/failpoint';
import type { KeptPicture } from './picture/picture.service';
import { fileName, fileNames } from './storage/upload-names';
import { StorageFullError, UploadStorage } from './storage/upload-storage';

/** Row first, then files, then the mark; the other way round when a picture goes. Neither is left without the other. */
@Injectable()
export class UploadShelf {
  private readonly logger = new Logger('uploads');

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly storage: UploadStorage,
  ) {}

  /** Stores the files of a row that is 'storing'. @throws DomainError STORAGE_FULL, SERVICE_BUSY; row and files are gone then */
  async store(schoolId: string, id: string, picture: KeptPicture): Promise<void> {
    try {
      await this.storage.put(fileName(schoolId, id, 'photo'), picture.photo);
      failpoint('upload.between_files');
      await this.storage.put(fileName(schoolId, id, 'thumbnail'), picture.thumbnail);
      failpoint('upload.before_mark');
    } catch (error) {
      await this.giveUp(schoolId, id);
      throw this.refusalOf(error);
    }
    if (!(await this.mark(schoolId, id))) {
      await this.removeFiles(schoolId, id);
      throw new DomainError('SERVICE_BUSY', { retryAfterSeconds: 2 });
    }
  }

  /** Takes the files and the row of an upload that is 'removing'; what fails now the daily job does. @throws DomainError SERVICE_BUSY */
  async clear(schoolId: string, id: string): Promise<void> {
    await this.removeFiles(schoolId, id);
    failpoint('upload.before_row_goes');
    await this.database.query(`DELETE FROM uploads WHERE school_id = $1 AND id = $2 AND state = 'removing'`, [
      schoolId,
      id,
    ]);
  }

  /** @throws DomainError SERVICE_BUSY; null: the file is lost */
  async read(name: string): Promise<Buffer | null> {
    return this.storage.find(name).catch((error: unknown) => {
      throw this.refusalOf(error);
    });
  }

  /** Another request of the same key may have been faster: what it stored stays. */
  private async giveUp(schoolId: string, id: string): Promise<void> {
    const [, count] = (await this.database.query(
      `UPDATE uploads SET state = 'removing' WHERE school_id = $1 AND id = $2 AND state = 'storing'`,
      [schoolId, id],
    )) as [unknown, number];
    if (count > 0) {
      await this.clear(schoolId, id).catch(() => undefined);
    }
  }

  private async mark(schoolId: string, id: string): Promise<boolean> {
    const [row]: { state: string }[] = await this.database.query(
      `WITH marked AS (
         UPDATE uploads SET state = 'stored' WHERE school_id = $1 AND id = $2 AND state = 'storing' RETURNING state
       )
       SELECT state FROM marked
       UNION ALL SELECT state FROM uploads WHERE school_id = $1 AND id = $2 AND state = 'stored'`,
      [schoolId, id],
    );
    return row !== undefined;
  }

  private async removeFiles(schoolId: string, id: string): Promise<void> {
    for (const name of fileNames(schoolId, id)) {
      await this.storage.remove(name).catch((error: unknown) => {
        throw this.refusalOf(error);
      });
    }
  }

  private refusalOf(error: unknown): DomainError {
    if (error instanceof StorageFullError) {
      this.logger.warn({ event: 'upload.storage_full' });
      return new DomainError('STORAGE_FULL');
    }
    const { name, code } = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
    this.logger.error({ event: 'upload.storage_away', error: name, code });
    return new DomainError('SERVICE_BUSY', { retryAfterSeconds: 5 });
  }
}
