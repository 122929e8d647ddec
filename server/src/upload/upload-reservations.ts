import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { piecesOf } from './picture/perceptual-hash';
import type { KeptPicture } from './picture/picture.service';
import type { ReceivedFile } from './receiving';
import { fitsQuota, type Keeping } from './upload.rules';
import { KEEPING, SAME_BYTES } from './upload.sql';
import { UploadsInUse } from './uploads-in-use.service';

/** The row of a picture, before its files: within the quota, and not what another slot holds. */
@Injectable()
export class UploadReservations {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly inUse: UploadsInUse,
  ) {}

  /** @throws DomainError UPLOAD_DUPLICATE with the slot that holds these very bytes at present */
  async demandOtherBytes(caller: Caller, file: ReceivedFile, tx: EntityManager = this.database.manager): Promise<void> {
    const others = (await this.inUse.of(tx, file.purpose, caller)).filter(({ slot }) => slot !== file.slot);
    const [same]: { id: string }[] = await tx.query(SAME_BYTES, [
      ...[caller.schoolId, caller.personId, others.map(({ uploadId }) => uploadId), file.sha256],
    ]);
    const holder = same && others.find(({ uploadId }) => uploadId === same.id);
    if (holder) {
      throw new DomainError('UPLOAD_DUPLICATE', { details: { slot: holder.slot } });
    }
  }

  /** The row, under the lock of its owner: two at once cannot both take the last place. */
  async reserve(caller: Caller, key: string, file: ReceivedFile, picture: KeptPicture): Promise<string> {
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
      await this.demandOtherBytes(caller, file, tx);
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
}
