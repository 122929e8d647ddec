import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { UPLOAD_LIMITS } from '@shared/upload';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { Throttle } from '../common/throttle';
import { piecesOf } from './picture/perceptual-hash';
import { PictureService, type KeptPicture } from './picture/picture.service';
import type { ReceivedFile } from './receiving';
import { UploadShelf } from './upload-shelf';
import { fitsQuota, type Keeping } from './upload.rules';
import { COLUMNS, KEEPING, SAME_BYTES, type UploadRow } from './upload.sql';

const A_DAY = { points: UPLOAD_LIMITS.perDay, seconds: 86_400 };

/** From received bytes to a stored picture, once per key of the phone. */
@Injectable()
export class UploadIntake {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly pictures: PictureService,
    private readonly shelf: UploadShelf,
    private readonly throttle: Throttle,
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
    await this.demandOtherBytes(this.database.manager, caller, file);
    await this.throttle.consume('upload', caller.personId, A_DAY, 'UPLOAD_QUOTA');
    const picture = await this.pictures.redraw(file.bytes);
    const id = await this.reserve(caller, key, file, picture);
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

  /** The row, under the lock of its owner: two at once cannot both take the last place. */
  private async reserve(caller: Caller, key: string, file: ReceivedFile, picture: KeptPicture): Promise<string> {
    return this.database.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [caller.personId]);
      // a request of the same key that is still under way, or that died: its row is taken over
      const [same]: { id: string }[] = await tx.query(
        `SELECT id FROM uploads WHERE school_id = $1 AND owner_id = $2 AND client_key = $3`,
        [caller.schoolId, caller.personId, key],
      );
      if (same) {
        return same.id;
      }
      await this.demandOtherBytes(tx, caller, file);
      const [keeping]: Keeping[] = await tx.query(KEEPING, [caller.schoolId, caller.personId]);
      if (!keeping || !fitsQuota(keeping, picture.photo.length + picture.thumbnail.length)) {
        throw new DomainError('UPLOAD_QUOTA');
      }
      return this.insert(tx, caller, key, file, picture);
    });
  }

  private async insert(
    tx: EntityManager,
    { schoolId, personId }: Caller,
    key: string,
    file: ReceivedFile,
    picture: KeptPicture,
  ): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO uploads (school_id, id, owner_id, purpose, slot, state, width, height, bytes, source_sha256,
         perceptual_hash, client_key, created_at)
       VALUES ($1, $2, $3, $4, $5, 'storing', $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[schoolId, id, personId, file.purpose, file.slot],
        ...[picture.width, picture.height, picture.photo.length + picture.thumbnail.length, file.sha256],
        ...[picture.perceptualHash, key, this.clock.now()],
      ],
    );
    await tx.query('INSERT INTO upload_pieces (piece, school_id, upload_id) SELECT unnest($3::bigint[]), $1, $2', [
      schoolId,
      id,
      piecesOf(schoolId, picture.perceptualHash),
    ]);
    return id;
  }

  private async demandOtherBytes(tx: EntityManager, caller: Caller, file: ReceivedFile): Promise<void> {
    const [same]: { slot: string | null }[] = await tx.query(SAME_BYTES, [
      ...[caller.schoolId, caller.personId, file.purpose, file.sha256, file.slot],
    ]);
    if (same) {
      throw new DomainError('UPLOAD_DUPLICATE', { details: same.slot === null ? {} : { slot: same.slot } });
    }
  }
}
