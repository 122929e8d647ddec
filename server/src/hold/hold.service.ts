import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { NoticeKind } from '@shared/notice';
import type { Bilingual } from '@shared/bilingual';
import type { HoldCause, OwnHold } from '@shared/pass';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { newId } from '../common/id';
import { NoticeService } from '../notice/notice.service';
import { PassStandings, type ChangedStanding } from '../standing/pass-standings.service';

/** Who places or lifts; null: a rule of the school, by itself. */
export type HoldActor = Pick<Caller, 'personId' | 'requestId'> | null;

export interface NewHold {
  personId: string;
  cause: HoldCause;
  /** the case or the override; of having left, the person */
  sourceId: string;
}

interface OwnRow {
  cause: HoldCause;
  placed_at: Date;
  counsellor: string | null;
  unit: Bilingual | null;
}

interface HoldRow {
  id: string;
  person_id: string;
}

/** Holds: whatever refuses every passage, by cause. Standings, the audit log and the person's inbox follow. */
@Injectable()
export class HoldService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly standings: PassStandings,
    private readonly notices: NoticeService,
    private readonly audit: AuditLog,
  ) {}

  /** One hold per person, cause and source: again does nothing, even after it was lifted. Six statements at most. */
  async place(tx: EntityManager, schoolId: string, holds: readonly NewHold[], by: HoldActor): Promise<void> {
    if (holds.length === 0) {
      return;
    }
    const placed: HoldRow[] = await tx.query(
      `INSERT INTO pass_holds (school_id, id, person_id, cause, source_id, placed_at)
       SELECT $1, hold.id, hold.person_id, hold.cause, hold.source_id, $2
       FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[]) AS hold (id, person_id, cause, source_id)
       ON CONFLICT (school_id, person_id, cause, source_id) DO NOTHING RETURNING id, person_id`,
      [
        ...[schoolId, this.clock.now(), holds.map(() => newId()), holds.map(({ personId }) => personId)],
        ...[holds.map(({ cause }) => cause), holds.map(({ sourceId }) => sourceId)],
      ],
    );
    await this.follow(tx, schoolId, placed, 'hold.place', by);
  }

  /** Whoever has left the school passes no gate; nobody comes back from there. */
  placeOnLeavers(tx: EntityManager, schoolId: string, personIds: readonly string[], by: HoldActor): Promise<void> {
    const holds = personIds.map((personId) => ({ personId, cause: 'left' as const, sourceId: personId }));
    return this.place(tx, schoolId, holds, by);
  }

  /** Lifts what this case or override had placed. */
  lift(tx: EntityManager, schoolId: string, sourceId: string, by: HoldActor): Promise<void> {
    return this.liftWhere(tx, schoolId, 'source_id = $4', sourceId, by);
  }

  /** Lifts everything that two persons together may lift: all but having left. */
  liftAll(tx: EntityManager, schoolId: string, personId: string, by: HoldActor): Promise<void> {
    return this.liftWhere(tx, schoolId, `person_id = $4 AND cause <> 'left'`, personId, by);
  }

  /** These sources are gone: what they placed goes with them, as nobody could lift it any more. */
  async forget(tx: EntityManager, schoolId: string, sourceIds: readonly string[]): Promise<void> {
    await this.liftWhere(tx, schoolId, 'source_id = ANY ($4::uuid[])', sourceIds, null);
    await tx.query('DELETE FROM pass_holds WHERE school_id = $1 AND source_id = ANY ($2::uuid[])', [
      schoolId,
      sourceIds,
    ]);
  }

  /** With the counsellor whose case it is: whoever follows the person may have changed since. */
  async openOf(schoolId: string, personId: string, tx: EntityManager = this.database.manager): Promise<OwnHold[]> {
    const rows: OwnRow[] = await tx.query(
      `SELECT h.cause, h.placed_at, o.name AS counsellor, u.name AS unit
       FROM pass_holds h
       LEFT JOIN cases k ON k.school_id = h.school_id AND k.id = h.source_id
       LEFT JOIN people o ON o.school_id = k.school_id AND o.id = k.owner_id AND o.state = 'active'
       LEFT JOIN units u ON u.school_id = o.school_id AND u.id = o.unit_id
       WHERE h.school_id = $1 AND h.person_id = $2 AND h.lifted_at IS NULL ORDER BY h.placed_at, h.id`,
      [schoolId, personId],
    );
    return rows.map(({ cause, placed_at, counsellor: name, unit }) => ({
      ...{ cause, placedAt: placed_at.toISOString() },
      counsellor: name !== null && unit !== null ? { name, unit } : null,
    }));
  }

  private async liftWhere(
    tx: EntityManager,
    schoolId: string,
    condition: string,
    value: string | readonly string[],
    by: HoldActor,
  ): Promise<void> {
    const [lifted] = (await tx.query(
      `UPDATE pass_holds SET lifted_at = $2, lifted_by = $3
       WHERE school_id = $1 AND lifted_at IS NULL AND ${condition} RETURNING id, person_id`,
      [schoolId, this.clock.now(), by?.personId ?? null, value],
    )) as [HoldRow[], number];
    await this.follow(tx, schoolId, lifted, 'hold.lift', by);
  }

  private async follow(
    tx: EntityManager,
    schoolId: string,
    holds: readonly HoldRow[],
    action: 'hold.place' | 'hold.lift',
    by: HoldActor,
  ): Promise<void> {
    if (holds.length === 0) {
      return;
    }
    await this.audit.writeAll(
      tx,
      holds.map(({ id }) => ({
        ...{ schoolId, actorId: by?.personId ?? null, ...(by ? { requestId: by.requestId } : {}) },
        ...{ action, objectKind: 'pass_hold', objectId: id },
      })),
    );
    const changed = await this.standings.refresh(
      tx,
      schoolId,
      holds.map(({ person_id }) => person_id),
    );
    await this.tell(tx, schoolId, changed);
  }

  /** Whoever could pass and cannot any more, or the other way round; never why. */
  private async tell(tx: EntityManager, schoolId: string, changed: readonly ChangedStanding[]): Promise<void> {
    await this.notices.addAll(
      tx,
      changed.flatMap(({ personId, before, after }) => {
        const kind = noticeOf(before, after);
        return kind === null ? [] : [{ schoolId, personId, kind, params: {}, dedupeKey: `${kind}:${newId()}` }];
      }),
    );
  }
}

const noticeOf = (before: ChangedStanding['before'], after: ChangedStanding['after']): NoticeKind | null => {
  if (before === null && after === 'pass_held') {
    return 'pass.held';
  }
  return before === 'pass_held' && after === null ? 'pass.released' : null;
};
