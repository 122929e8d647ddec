import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { VenueKindInput, VenueKindView } from '@shared/venue';
import type { DataSource, EntityManager } from 'typeorm';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { VenueService } from './venue.service';

const VIEW = `id, code, name, daily_limit AS "dailyLimit", breach_limit AS "breachLimit", breach_days AS "breachDays",
  cool_down_hours AS "coolDownHours"`;

/** The kinds of venues of a school, with the limits that all venues of a kind share. */
@Injectable()
export class VenueKinds {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditLog,
    private readonly venues: VenueService,
  ) {}

  list(schoolId: string): Promise<VenueKindView[]> {
    return this.database.query(`SELECT ${VIEW} FROM venue_kinds WHERE school_id = $1 ORDER BY code`, [schoolId]);
  }

  /** @throws DomainError VENUE_KIND_CODE_TAKEN */
  create(caller: Caller, kind: VenueKindInput): Promise<VenueKindView> {
    return this.write(caller, 'venue_kind.create', async (tx) => {
      const rows: VenueKindView[] = await tx.query(
        `INSERT INTO venue_kinds (school_id, id, code, name, daily_limit, breach_limit, breach_days, cool_down_hours)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${VIEW}`,
        [caller.schoolId, newId(), ...contentOf(kind)],
      );
      return rows[0];
    });
  }

  /** @throws DomainError NOT_FOUND, VENUE_KIND_CODE_TAKEN */
  change(caller: Caller, id: string, kind: VenueKindInput): Promise<VenueKindView> {
    return this.write(caller, 'venue_kind.change', async (tx) => {
      const [rows] = (await tx.query(
        `UPDATE venue_kinds SET code = $3, name = $4, daily_limit = $5, breach_limit = $6, breach_days = $7,
           cool_down_hours = $8
         WHERE school_id = $1 AND id = $2 RETURNING ${VIEW}`,
        [caller.schoolId, id, ...contentOf(kind)],
      )) as [VenueKindView[], number];
      return rows[0];
    });
  }

  private async write(
    { schoolId, personId, requestId }: Caller,
    action: string,
    work: (tx: EntityManager) => Promise<VenueKindView | undefined>,
  ): Promise<VenueKindView> {
    const written = await this.database
      .transaction(async (tx) => {
        const kind = await work(tx);
        if (!kind) {
          throw new DomainError('NOT_FOUND');
        }
        const entry = { schoolId, actorId: personId, requestId, action };
        await this.audit.write(tx, { ...entry, objectKind: 'venue_kind', objectId: kind.id });
        return kind;
      })
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'venue_kinds_school_id_code_key'
          ? new DomainError('VENUE_KIND_CODE_TAKEN')
          : error;
      });
    this.venues.forget(schoolId);
    return written;
  }
}

const contentOf = (kind: VenueKindInput): unknown[] => [
  ...[kind.code, JSON.stringify(kind.name), kind.dailyLimit, kind.breachLimit, kind.breachDays, kind.coolDownHours],
];
