import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { newId } from '../common/id';
import { HoldService } from '../hold/hold.service';
import { NoticeService } from '../notice/notice.service';
import { PassStandings } from '../standing/pass-standings.service';
import type { NewPass } from './pass.types';
import { ReturnsAhead } from './returns-ahead.service';

/** Passes begin and end with what others decide: inside their transactions. Standings follow. */
@Injectable()
export class PassService {
  constructor(
    private readonly clock: Clock,
    private readonly holds: HoldService,
    private readonly notices: NoticeService,
    private readonly standings: PassStandings,
    private readonly returns: ReturnsAhead,
  ) {}

  /** One pass a person: a new one, or theirs again. Whoever has a running one keeps it, for the new reason. */
  async grant(tx: EntityManager, pass: NewPass): Promise<void> {
    const { schoolId, personId, origin, originId, photoUploadId } = pass;
    const now = this.clock.now();
    const [row]: { hasBegun: boolean }[] = await tx.query(
      `INSERT INTO passes AS a (school_id, id, person_id, origin, origin_id, photo_upload_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (school_id, person_id) DO UPDATE SET origin = excluded.origin, origin_id = excluded.origin_id,
         photo_upload_id = coalesce(excluded.photo_upload_id, a.photo_upload_id), ended_at = NULL,
         created_at = CASE WHEN a.ended_at IS NULL THEN a.created_at ELSE excluded.created_at END
       RETURNING created_at = $7 AS "hasBegun"`,
      [schoolId, newId(), personId, origin, originId, photoUploadId ?? null, now],
    );
    await this.standings.refresh(tx, schoolId, [personId]);
    if (row?.hasBegun) {
      await this.notices.add(tx, {
        ...{ schoolId, personId, kind: 'pass.created', params: {}, dedupeKey: `pass.created:${originId}` },
      });
    }
  }

  /**
   * They have left the campus: their passes let out for a day more, and not in. Whoever is approved to come back later
   * keeps theirs; an approval at the same moment waits for the lock and gives it back.
   */
  async end(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<void> {
    await this.standings.lock(tx, schoolId, personIds);
    const returning = new Set(await this.returns.of(tx, schoolId, personIds));
    await this.endNow(
      tx,
      schoolId,
      personIds.filter((id) => !returning.has(id)),
    );
  }

  /** These photos are of no use any more; the passes stay as they are. */
  async forgetPhotos(tx: EntityManager, schoolId: string, uploadIds: readonly string[]): Promise<void> {
    await tx.query(
      'UPDATE passes SET photo_upload_id = NULL WHERE school_id = $1 AND photo_upload_id = ANY ($2::uuid[])',
      [schoolId, uploadIds],
    );
  }

  /** They have left the school, and their state says so already. */
  async leaveSchool(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<void> {
    await this.standings.lock(tx, schoolId, personIds);
    await this.endNow(tx, schoolId, personIds);
    await this.holds.placeOnLeavers(tx, schoolId, personIds, null);
  }

  /** Their state has changed: suspended, or back again. */
  async followState(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<void> {
    await this.standings.refresh(tx, schoolId, personIds);
  }

  private async endNow(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE passes SET ended_at = $3
       WHERE school_id = $1 AND person_id = ANY ($2::uuid[]) AND ended_at IS NULL`,
      [schoolId, personIds, this.clock.now()],
    );
    await this.standings.refresh(tx, schoolId, personIds);
  }
}
