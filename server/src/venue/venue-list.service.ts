import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { VenueClosureView, VenueView } from '@shared/venue';
import type { DataSource, EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';

type Row = Omit<VenueView, 'closures'> & { closures: VenueClosureView[] };

/** The venues of a school as its staff see them: one statement. */
@Injectable()
export class VenueLists {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  all(schoolId: string): Promise<VenueView[]> {
    return this.read(this.database.manager, schoolId, null);
  }

  /** @throws DomainError NOT_FOUND */
  async one(tx: EntityManager, schoolId: string, id: string): Promise<VenueView> {
    const [venue] = await this.read(tx, schoolId, id);
    if (!venue) {
      throw new DomainError('NOT_FOUND');
    }
    return venue;
  }

  private async read(tx: EntityManager, schoolId: string, id: string | null): Promise<VenueView[]> {
    const rows: Row[] = await tx.query(SELECT_VENUES, [schoolId, id, this.clock.now()]);
    return rows.map((row) => ({ ...row, closures: row.closures.map(inUtc) }));
  }
}

const inUtc = (closure: VenueClosureView): VenueClosureView => ({
  ...closure,
  from: new Date(closure.from).toISOString(),
  until: new Date(closure.until).toISOString(),
});

/** $1 school $2 venue, or null $3 now. A hall's capacity is what the school wants. */
const SELECT_VENUES = `
  SELECT v.id, v.campus_id AS "campusId", v.kind_id AS "kindId", v.name, v.use_minutes AS "useMinutes", v.hours,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name, 'sex', h.sex, 'capacity', h.wished,
       'held', h.held) ORDER BY h.id), '[]')
     FROM halls h WHERE h.school_id = v.school_id AND h.venue_id = v.id AND h.removed_at IS NULL) AS halls,
    ARRAY(SELECT d.gate_id FROM venue_doors d WHERE d.school_id = v.school_id AND d.venue_id = v.id
      ORDER BY d.gate_id) AS "doorGateIds",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'from', l.starts_at, 'until', l.ends_at,
       'reason', l.reason) ORDER BY l.starts_at, l.id), '[]')
     FROM venue_closures l
     WHERE l.school_id = v.school_id AND l.venue_id = v.id AND l.ends_at > $3 AND l.removed_at IS NULL) AS closures
  FROM venues v
  WHERE v.school_id = $1 AND ($2::uuid IS NULL OR v.id = $2) AND v.removed_at IS NULL
  ORDER BY v.campus_id, v.id`;
