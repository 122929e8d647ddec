import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { OccupancyLine, PassageLine, WatchedPassage } from '@shared/passage';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { DomainError } from '../common/domain-error';
import { PersonService } from '../person/person.service';
import { ownOf, watchedOf, type OwnRow, type WatchedRow } from './passage.view';

const HOUR_MS = 3_600_000;
/** Who watches a gate wants to know of today; one person's passages go back as far as they are kept. */
const GATE_HOURS = 24;
const PERSON_HOURS = 30 * 24;

export interface Listed {
  cursor?: string;
  /** only what was refused */
  refused?: 'true' | 'false';
}

export interface Watched extends Listed {
  gateId?: string;
  personId?: string;
}

/** What was set apart let nobody through and refused nobody. */
const refusedOnly = (refused: Listed['refused']): string =>
  refused === 'true' ? `AND a.verdict <> 'admitted' AND a.quarantine IS NULL` : '';

const COLUMNS = 'a.id, a.occurred_at, g.name AS gate, a.direction, a.verdict, a.quarantine, a.offline';
const keyOf = ({ occurred_at, id }: Pick<OwnRow, 'occurred_at' | 'id'>): string[] => [occurred_at.toISOString(), id];

/** Passages as people read them: one's own, and those of a gate or of somebody whom one follows. */
@Injectable()
export class PassageLists {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly people: PersonService,
    private readonly audit: AuditLog,
  ) {}

  /** The newest first; what was set apart is not the person's. */
  async own({ schoolId, personId }: Caller, { cursor, refused }: Listed): Promise<Page<PassageLine>> {
    const [at = null, id = null] = decodeTypedCursor(cursor, ['instant', 'uuid']) ?? [];
    const rows: OwnRow[] = await this.database.query(
      `SELECT ${COLUMNS} FROM passages a JOIN gates g ON g.school_id = a.school_id AND g.id = a.gate_id
       WHERE a.school_id = $1 AND a.person_id = $2 AND a.quarantine IS NULL
         AND a.direction IS NOT NULL AND a.occurred_at >= $3 ${refusedOnly(refused)}
         AND ($4::timestamptz IS NULL OR (a.occurred_at, a.id) < ($4, $5::uuid))
       ORDER BY a.occurred_at DESC, a.id DESC LIMIT $6`,
      [schoolId, personId, this.ago(PERSON_HOURS), at, id, PAGE_LIMIT.default + 1],
    );
    return pageOf(rows, PAGE_LIMIT.default, keyOf, ownOf);
  }

  /**
   * A counsellor sees people in reach; an administrator everybody, and who was not recognised as well. A look at one
   * person stands in the audit log.
   * @throws DomainError NOT_FOUND for people out of reach
   */
  async watched(caller: Caller, { gateId, personId, cursor, refused }: Watched): Promise<Page<WatchedPassage>> {
    if (personId !== undefined) {
      await this.noteLook(caller, personId);
    }
    const [at = null, id = null] = decodeTypedCursor(cursor, ['instant', 'uuid']) ?? [];
    const since = this.ago(personId === undefined ? GATE_HOURS : PERSON_HOURS);
    const rows: WatchedRow[] = await this.database.query(
      `SELECT ${COLUMNS}, a.person_id, p.number, p.name, u.name AS unit, a.means, t.name AS terminal, a.double_use_of
       FROM passages a
       JOIN gates g ON g.school_id = a.school_id AND g.id = a.gate_id
       JOIN terminals t ON t.school_id = a.school_id AND t.id = a.terminal_id
       LEFT JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id
       LEFT JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       WHERE a.school_id = $1 AND ($2 OR u.path && $3::uuid[]) AND a.occurred_at >= $4 ${refusedOnly(refused)}
         AND ${personId === undefined ? 'a.gate_id = $5' : 'a.person_id = $5 AND ($9::uuid IS NULL OR a.gate_id = $9)'}
         AND ($6::timestamptz IS NULL OR (a.occurred_at, a.id) < ($6, $7::uuid))
       ORDER BY a.occurred_at DESC, a.id DESC LIMIT $8`,
      [
        ...[caller.schoolId, caller.roles.includes('school_admin'), caller.reachUnitIds, since, personId ?? gateId],
        ...[at, id, PAGE_LIMIT.default + 1, ...(personId === undefined ? [] : [gateId ?? null])],
      ],
    );
    return pageOf(rows, PAGE_LIMIT.default, keyOf, watchedOf);
  }

  /** Every campus and building, with how many went in and not out again. */
  async occupancies(schoolId: string): Promise<OccupancyLine[]> {
    return this.database.query(
      `WITH inside AS (
         SELECT place_id, count(*)::int AS people FROM occupancies
         WHERE school_id = $1 AND direction = 'in' GROUP BY place_id
       )
       SELECT b.id AS "buildingId", b.name AS building, c.name AS campus, coalesce(i.people, 0) AS inside
       FROM (
         SELECT id AS place_id, id AS campus_id, NULL::uuid AS building_id FROM campuses WHERE school_id = $1
         UNION ALL
         SELECT id, campus_id, id FROM buildings WHERE school_id = $1 AND removed_at IS NULL
       ) place
       JOIN campuses c ON c.school_id = $1 AND c.id = place.campus_id
       LEFT JOIN buildings b ON b.school_id = $1 AND b.id = place.building_id
       LEFT JOIN inside i ON i.place_id = place.place_id
       ORDER BY c.code, b.code NULLS FIRST`,
      [schoolId],
    );
  }

  private async noteLook(caller: Caller, personId: string): Promise<void> {
    if (!(await this.people.findInReach(caller, personId))) {
      throw new DomainError('NOT_FOUND');
    }
    await this.audit.write(this.database.manager, {
      ...{ schoolId: caller.schoolId, actorId: caller.personId, requestId: caller.requestId },
      ...{ action: 'passage.watch', objectKind: 'person', objectId: personId },
    });
  }

  private ago(hours: number): Date {
    return new Date(this.clock.now().getTime() - hours * HOUR_MS);
  }
}
