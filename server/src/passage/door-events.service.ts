import { Injectable } from '@nestjs/common';
import type { PassageMeans } from '@shared/terminal';
import type { EntityManager } from 'typeorm';
import { BookingDoors } from '../booking/booking-doors.service';
import type { LatePassage } from '../booking/doors.types';
import { LateDoors } from '../booking/late-doors.service';
import { runPreparedIn, type Prepared } from '../common/prepared';
import type { Door, StoredBatch, StoredPassage } from './event-batch';

interface LeftRow {
  at: number;
  occurred_at: Date;
  means: PassageMeans;
}

/** What passages that were told late do to bookings. */
@Injectable()
export class DoorEvents {
  constructor(
    private readonly doors: BookingDoors,
    private readonly late: LateDoors,
  ) {}

  /** @param feverish people in whom a fever was measured, at whatever gate */
  async follow(
    tx: EntityManager,
    schoolId: string,
    { stored, door, now }: StoredBatch,
    feverish: readonly string[],
  ): Promise<void> {
    const passages = door ? stored.flatMap((event) => latePassageOf(event, now)) : [];
    if (door && passages.length > 0) {
      const { venueId } = door;
      await this.late.hear(tx, { schoolId, venueId, now }, await this.withLeaving(tx, schoolId, door, passages));
    }
    if (feverish.length > 0) {
      await this.doors.turnAway(tx, schoolId, feverish, now);
    }
  }

  /** Events come in any order: whoever is told to have gone in may be known to have gone out since. */
  private async withLeaving(
    tx: EntityManager,
    schoolId: string,
    { gateIds }: Door,
    passages: LatePassage[],
  ): Promise<LatePassage[]> {
    const asked = passages.map(({ personId, direction, at }, place) => ({ place, personId, direction, at }));
    const left = await runPreparedIn<LeftRow>(tx, LEFT_SINCE, [schoolId, gateIds, JSON.stringify(asked)]);
    const byPlace = new Map(left.map((row) => [row.at, { at: row.occurred_at, means: row.means }]));
    return passages.map((passage, place) => ({ ...passage, left: byPlace.get(place) ?? null }));
  }
}

/** None where it counts for nothing, or nobody was about to go through. */
const latePassageOf = ({ event, known, instant, quarantine }: StoredPassage, now: Date): LatePassage[] => {
  const { verdict, direction, means } = event;
  const personId = known.person_id;
  if (quarantine !== null || personId === null || (verdict !== 'admitted' && verdict !== 'fever')) {
    return [];
  }
  // a clock that is a little ahead
  const at = instant.at < now ? instant.at : now;
  return [{ personId, verdict, direction, means, at, left: null }];
};

/** $1 school $2 doors of the venue $3 whom to look for since when, as JSON. The next way out of each. */
const LEFT_SINCE: Prepared = {
  name: 'passage.left_since',
  text: `
    SELECT e.place AS at, p.occurred_at, p.means
    FROM json_to_recordset($3::json) AS e (place int, "personId" uuid, direction text, at timestamptz)
    CROSS JOIN LATERAL (
      SELECT a.occurred_at, a.means FROM passages a
      WHERE a.school_id = $1 AND a.person_id = e."personId" AND a.gate_id = ANY ($2::uuid[]) AND a.direction = 'out'
        AND a.verdict = 'admitted' AND a.quarantine IS NULL AND a.occurred_at > e.at
      ORDER BY a.occurred_at LIMIT 1
    ) p
    WHERE e.direction = 'in'`,
};
