import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { ImportConfirmation, ImportFault, ImportView, MissingMeans } from '@shared/person-admin';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { ImportApplier } from './import-applier';
import { ImportChecker } from './import-checker';
import { errorSheet, viewOf, type ImportRow } from './import.view';

const FIELDS = 'id, state, missing_means, counts, faults, created_at, confirmed_at, file_sha256';

const digest = (file: Buffer): Buffer => createHash('sha256').update(file).digest();

/** Import of people and cards: a dry run first, then the same file again as its confirmation. */
@Injectable()
export class ImportService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly checker: ImportChecker,
    private readonly applier: ImportApplier,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Changes nobody. @throws DomainError IMPORT_FILE_INVALID */
  async dryRun(caller: Caller, file: Buffer, missingMeans: MissingMeans): Promise<ImportView> {
    return this.database.transaction(async (tx) => {
      const { counts, faults } = await this.checker.check(tx, caller.schoolId, file);
      const id = newId();
      const [row] = (await tx.query(
        `INSERT INTO imports (school_id, id, state, file_sha256, missing_means, counts, faults, created_by, created_at)
         VALUES ($1, $2, 'checked', $3, $4, $5, $6, $7, $8) RETURNING ${FIELDS}`,
        [
          caller.schoolId,
          id,
          digest(file),
          missingMeans,
          JSON.stringify(counts),
          JSON.stringify(faults),
          caller.personId,
          this.clock.now(),
        ],
      )) as [ImportRow];
      await this.record(tx, caller, 'import.check', id);
      return viewOf(row);
    });
  }

  /** @throws DomainError NOT_FOUND */
  async view(schoolId: string, id: string): Promise<ImportView> {
    return viewOf(await this.one(this.database.manager, schoolId, id));
  }

  /** Every fault as CSV: line, column, rule; never a value. @throws DomainError NOT_FOUND */
  async errorSheet(schoolId: string, id: string): Promise<string> {
    const { faults } = await this.one(this.database.manager, schoolId, id);
    return errorSheet(faults);
  }

  /**
   * Checks again, against the school as it is now, and writes everything or nothing.
   * @throws DomainError NOT_FOUND, IMPORT_ALREADY_CONFIRMED, IMPORT_FILE_CHANGED, IMPORT_ROWS_INVALID
   */
  async confirm(caller: Caller, id: string, file: Buffer): Promise<ImportConfirmation> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('import/' || $1::text, 0))`, [caller.schoolId]);
      const before = await this.one(tx, caller.schoolId, id, 'FOR UPDATE');
      if (before.state !== 'checked') {
        throw new DomainError('IMPORT_ALREADY_CONFIRMED');
      }
      if (!before.file_sha256.equals(digest(file))) {
        throw new DomainError('IMPORT_FILE_CHANGED');
      }
      const { plan, counts, faults } = await this.checker.check(tx, caller.schoolId, file);
      if (faults.length > 0) {
        throw new DomainError('IMPORT_ROWS_INVALID', { details: { faulty: counts.faulty } });
      }
      const handover = await this.applier.apply(tx, caller.schoolId, plan, before.missing_means);
      const [[row]] = (await tx.query(
        `UPDATE imports SET state = 'confirmed', counts = $3, confirmed_at = $4
         WHERE school_id = $1 AND id = $2 RETURNING ${FIELDS}`,
        [caller.schoolId, id, JSON.stringify(counts), this.clock.now()],
      )) as [[ImportRow], number];
      await this.record(tx, caller, 'import.confirm', id);
      return { ...viewOf(row), handover };
    });
  }

  private async one(db: EntityManager, schoolId: string, id: string, lock = ''): Promise<ImportRow> {
    const [row] = (await db.query(`SELECT ${FIELDS} FROM imports WHERE school_id = $1 AND id = $2 ${lock}`, [
      schoolId,
      id,
    ])) as (ImportRow & { faults: ImportFault[] })[];
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    return row;
  }

  private async record(tx: EntityManager, caller: Caller, action: string, id: string): Promise<void> {
    await this.audit.write(tx, {
      schoolId: caller.schoolId,
      actorId: caller.personId,
      requestId: caller.requestId,
      action,
      objectKind: 'import',
      objectId: id,
    });
  }
}
