import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { UploadVariant, UploadView } from '@shared/upload';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { LOOKALIKE_BITS } from './picture/perceptual-hash';
import { fileName } from './storage/upload-names';
import { AddressSigner } from './upload-addresses';
import { UploadReaders } from './upload-readers.service';
import { UploadShelf } from './upload-shelf';
import { COLUMNS, LOOKALIKE, type UploadRow } from './upload.sql';
import { MOST_SHARING } from './upload.rules';

const HELD_DAYS = 30;

export interface AskedAddress {
  expires?: unknown;
  signature?: unknown;
}

/** Pictures that people handed in. */
@Injectable()
export class UploadService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly addresses: AddressSigner,
    private readonly readers: UploadReaders,
    private readonly shelf: UploadShelf,
  ) {}

  /** Addresses are for this viewer; whoever calls has decided that they may see it. Unknown ids are left out. */
  async viewsOf(viewer: Caller, uploadIds: string[]): Promise<Map<string, UploadView>> {
    if (uploadIds.length === 0) {
      return new Map();
    }
    const rows: UploadRow[] = await this.database.query(
      `SELECT ${COLUMNS} FROM uploads WHERE school_id = $1 AND id = ANY ($2) AND state = 'stored'`,
      [viewer.schoolId, uploadIds],
    );
    return new Map(rows.map((row) => [row.id, this.viewOf(viewer, row)]));
  }

  /**
   * Marks as handed in: these are kept from now on.
   * @throws DomainError EVIDENCE_UNKNOWN when one is not the owner's or not stored, UPLOAD_DUPLICATE when two are byte for byte the same
   */
  async attach(tx: EntityManager, schoolId: string, ownerId: string, uploadIds: string[]): Promise<void> {
    const wanted = new Set(uploadIds);
    const [rows] = (await tx.query(
      `UPDATE uploads SET attached_at = coalesce(attached_at, $4)
       WHERE school_id = $1 AND owner_id = $2 AND id = ANY ($3) AND state = 'stored'
       RETURNING encode(source_sha256, 'hex') AS source`,
      [schoolId, ownerId, [...wanted], this.clock.now()],
    )) as [{ source: string }[], number];
    if (rows.length !== wanted.size) {
      throw new DomainError('EVIDENCE_UNKNOWN');
    }
    if (new Set(rows.map(({ source }) => source)).size !== wanted.size) {
      throw new DomainError('UPLOAD_DUPLICATE');
    }
  }

  /** A draft names these: the daily job leaves them for HELD_DAYS more. Unknown ids are left out. */
  async hold(tx: EntityManager, schoolId: string, ownerId: string, uploadIds: string[]): Promise<void> {
    await tx.query(
      `UPDATE uploads SET held_until = $4::timestamptz + make_interval(days => $5)
       WHERE school_id = $1 AND owner_id = $2 AND id = ANY ($3) AND attached_at IS NULL`,
      [schoolId, ownerId, uploadIds, this.clock.now(), HELD_DAYS],
    );
  }

  /** Nothing names these any longer: the daily job takes them. */
  async release(tx: EntityManager, schoolId: string, uploadIds: string[]): Promise<void> {
    await tx.query('UPDATE uploads SET attached_at = NULL WHERE school_id = $1 AND id = ANY ($2)', [
      schoolId,
      uploadIds,
    ]);
  }

  /**
   * Whether a picture of somebody else, or of another slot of one's own, looks the same as one of these; says nothing
   * about whose. One statement that looks at a bounded number of pictures, however many of one layout there are.
   */
  async hasLookalike(tx: EntityManager, schoolId: string, uploadIds: string[]): Promise<boolean> {
    const [row]: { found: boolean }[] = await tx.query(LOOKALIKE, [
      ...[schoolId, uploadIds, LOOKALIKE_BITS, MOST_SHARING],
    ]);
    return row?.found ?? false;
  }

  /** @throws DomainError NOT_FOUND, for what is not there and for what the caller may not read alike */
  async view(caller: Caller, id: string): Promise<UploadView> {
    return this.viewOf(caller, await this.readable(caller, id));
  }

  /** @throws DomainError UPLOAD_ADDRESS_INVALID, NOT_FOUND */
  async bytes(caller: Caller, id: string, variant: UploadVariant, asked: AskedAddress): Promise<Buffer> {
    if (!this.addresses.isGood(caller.personId, id, variant, asked.expires, asked.signature)) {
      throw new DomainError('UPLOAD_ADDRESS_INVALID');
    }
    const row = await this.readable(caller, id);
    const bytes = await this.shelf.read(fileName(caller.schoolId, row.id, variant));
    if (!bytes) {
      throw new DomainError('NOT_FOUND');
    }
    return bytes;
  }

  /** A photo of somebody before the gate, for the eyes of its keeper; whoever asks has decided that it is shown. */
  addressAt(terminalId: string, uploadId: string): string {
    return this.addresses.addressAt(terminalId, uploadId);
  }

  /** Photos that passes came with, and nothing else. @throws DomainError UPLOAD_ADDRESS_INVALID, NOT_FOUND */
  async bytesAt(
    { schoolId, terminalId }: { schoolId: string; terminalId: string },
    id: string,
    asked: AskedAddress,
  ): Promise<Buffer> {
    if (!this.addresses.isGood(terminalId, id, 'photo', asked.expires, asked.signature)) {
      throw new DomainError('UPLOAD_ADDRESS_INVALID');
    }
    const rows: unknown[] = await this.database.query(
      `SELECT 1 FROM uploads WHERE school_id = $1 AND id = $2 AND state = 'stored' AND purpose = 'id_photo'`,
      [schoolId, id],
    );
    const bytes = rows.length > 0 ? await this.shelf.read(fileName(schoolId, id, 'photo')) : null;
    if (!bytes) {
      throw new DomainError('NOT_FOUND');
    }
    return bytes;
  }

  /** @throws DomainError NOT_FOUND, UPLOAD_IN_USE once it has been handed in */
  async remove(caller: Caller, id: string): Promise<void> {
    const [rows] = (await this.database.query(
      `UPDATE uploads SET state = 'removing'
       WHERE school_id = $1 AND owner_id = $2 AND id = $3 AND state <> 'storing' AND attached_at IS NULL RETURNING id`,
      [caller.schoolId, caller.personId, id],
    )) as [unknown[], number];
    if (rows.length === 0) {
      const row = await this.readable(caller, id);
      throw new DomainError(row.owner_id === caller.personId ? 'UPLOAD_IN_USE' : 'NOT_FOUND');
    }
    await this.shelf.clear(caller.schoolId, id);
  }

  private async readable(caller: Caller, id: string): Promise<UploadRow> {
    const [row]: UploadRow[] = await this.database.query(
      `SELECT ${COLUMNS} FROM uploads WHERE school_id = $1 AND id = $2 AND state = 'stored'`,
      [caller.schoolId, id],
    );
    if (row && (row.owner_id === caller.personId || (await this.readers.mayRead(row.purpose, caller, id)))) {
      return row;
    }
    throw new DomainError('NOT_FOUND');
  }

  private viewOf(viewer: Caller, row: UploadRow): UploadView {
    const { id, purpose, slot, width, height, bytes } = row;
    return { id, purpose, slot, width, height, bytes, addresses: this.addresses.addressesFor(viewer.personId, id) };
  }
}
