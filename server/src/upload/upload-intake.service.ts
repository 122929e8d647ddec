import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { UPLOAD_LIMITS } from '@shared/upload';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { Throttle } from '../common/throttle';
import { PictureService } from './picture/picture.service';
import type { ReceivedFile } from './receiving';
import { UploadShelf } from './upload-shelf';
import { UploadReservations } from './upload-reservations';
import { COLUMNS, type UploadRow } from './upload.sql';

const A_DAY = { points: UPLOAD_LIMITS.perDay, seconds: 86_400 };

/** From received bytes to a stored picture, once per key of the phone. */
@Injectable()
export class UploadIntake {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly pictures: PictureService,
    private readonly shelf: UploadShelf,
    private readonly throttle: Throttle,
    private readonly reservations: UploadReservations,
  ) {}

  /**
   * @returns the id of the upload; for a repeat the one that is there
   * @throws DomainError IDEMPOTENCY_KEY_REUSED, UPLOAD_DUPLICATE, UPLOAD_QUOTA, STORAGE_FULL and what a picture is refused for
   */
  async keep(caller: Caller, key: string, file: ReceivedFile): Promise<string> {
    const earlier = await this.earlier(caller, key, file);
    if (earlier?.state === 'stored') {
      return earlier.id;
    }
    await this.reservations.demandOtherBytes(caller, file);
    await this.throttle.consume('upload', caller.personId, A_DAY, 'UPLOAD_QUOTA');
    const picture = await this.pictures.redraw(file.bytes);
    const id = await this.reservations.reserve(caller, key, file, picture);
    await this.shelf.store(caller.schoolId, id, picture);
    return id;
  }

  /** What this key stands for already. @throws DomainError IDEMPOTENCY_KEY_REUSED for another file */
  private async earlier(caller: Caller, key: string, file: ReceivedFile): Promise<UploadRow | null> {
    const [row]: UploadRow[] = await this.database.query(
      `SELECT ${COLUMNS} FROM uploads WHERE school_id = $1 AND owner_id = $2 AND client_key = $3`,
      [caller.schoolId, caller.personId, key],
    );
    if (!row) {
      return null;
    }
    if (!row.source_sha256.equals(file.sha256) || row.purpose !== file.purpose || row.slot !== file.slot) {
      throw new DomainError('IDEMPOTENCY_KEY_REUSED');
    }
    if (row.state === 'removing') {
      await this.shelf.clear(caller.schoolId, row.id);
      return null;
    }
    return row;
  }
}
