import { Injectable } from '@nestjs/common';
import type { PassageMeans } from '@shared/terminal';
import type { Verdict } from '@shared/verdict';
import type { EntityManager } from 'typeorm';
import type { LatePassage } from '../booking/doors.types';
import { LateDoors } from '../booking/late-doors.service';
import { SendingAway } from '../booking/sending-away.service';
import { runPreparedIn, type Prepared } from '../common/prepared';
import type { Door, StoredBatch, StoredPassage } from './event-batch';

interface SinceRow {
  place: number;
  left_at: Date | null;
  left_by: PassageMeans | null;
  is_back: boolean;
}

/** What a door refuses alone for want of knowing better: a place, a permit, somebody who is new. */
const UNJUDGED: readonly Verdict[] = ['booking_needed', 'temporary_pass_needed', 'number_unknown'];

/** What passages that were told late do to bookings. */
@Injectable()
export class DoorEvents {
  constructor(
    private readonly late: LateDoors,
    private readonly away: SendingAway,
  ) {}

  /**
   * With a fever nobody comes or stays: what these people have anywhere is over.
   * @param feverish people in whom a fever was measured, at whatever gate
   * @throws MovedMeanwhile
   */
  async follow(
    tx: EntityManager,
    schoolId: string,
    { stored, door, now }: StoredBatch,
    feverish: readonly string[],
  ): Promise<void> {
    const passages = door ? stored.flatMap((event) => latePassageOf(event, now)) : [];
    let locked: string[] | undefined;
    if (door && passages.length > 0) {
      const heard = { schoolId, venueId: door.venueId, now, feverish };
      locked = await this.late.hear(tx, heard, await this.withSequel(tx, schoolId, door, passages));
    }
    if (feverish.length > 0) {
      await this.away.send(tx, { schoolId, personIds: feverish, by: 'fever' }, now, locked);
    }
  }

  /** Events come in any order: whoever is told to have gone in may be known to have gone out since, and the other way. */
  private async withSequel(
    tx: EntityManager,
    schoolId: string,
    { gateIds }: Door,
    passages: LatePassage[],
  ): Promise<LatePassage[]> {
    const asked = passages.map(({ personId, at }, place) => ({ place, personId, at }));
    const since = await runPreparedIn<SinceRow>(tx, WENT_SINCE, [schoolId, gateIds, JSON.stringify(asked)]);
    const byPlace = new Map(since.map((row) => [row.place, row]));
    return passages.map((passage, place) => {
      const { left_at: at = null, left_by: means = null, is_back: isBack = false } = byPlace.get(place) ?? {};
      return { ...passage, left: at && means ? { at, means } : null, isBack };
    });
  }
}

/** None where it counts for nothing, or nobody was about to go through. */
const latePassageOf = ({ event, known, instant, quarantine }: StoredPassage, now: Date): LatePassage[] => {
  const { verdict, direction, means } = event;
  const personId = known.person_id;
  const counted = verdict === 'admitted' || verdict === 'fever' ? verdict : 'unjudged';
  if (quarantine !== null || personId === null || (counted === 'unjudged' && !UNJUDGED.includes(verdict))) {
    return [];
  }
  // a clock that is a little ahead
  const at = instant.at < now ? instant.at : now;
  return [{ personId, verdict: counted, direction, means, at, left: null, isBack: false }];
};

/**
 * $1 school $2 doors of the venue $3 whom to look for since when, as JSON. Whether somebody has gone in again since, and
 * the first way out after the last time.
 */
const WENT_SINCE: Prepared = {
  name: 'passage.went_since',
  text: `
    WITH asked AS (
      SELECT * FROM json_to_recordset($3::json) AS e (place int, "personId" uuid, at timestamptz)
    )
    SELECT e.place, o.occurred_at AS left_at, o.means AS left_by, i.at IS NOT NULL AS is_back
    FROM asked e
    CROSS JOIN LATERAL (
      SELECT max(a.occurred_at) AS at FROM passages a
      WHERE a.school_id = $1 AND a.person_id = e."personId" AND a.gate_id = ANY ($2::uuid[]) AND a.direction = 'in'
        AND a.verdict = 'admitted' AND a.quarantine IS NULL AND a.occurred_at > e.at
    ) i
    LEFT JOIN LATERAL (
      SELECT a.occurred_at, a.means FROM passages a
      WHERE a.school_id = $1 AND a.person_id = e."personId" AND a.gate_id = ANY ($2::uuid[]) AND a.direction = 'out'
        AND a.verdict = 'admitted' AND a.quarantine IS NULL AND a.occurred_at > coalesce(i.at, e.at)
      ORDER BY a.occurred_at LIMIT 1
    ) o ON true
    WHERE i.at IS NOT NULL OR o.occurred_at IS NOT NULL`,
};
