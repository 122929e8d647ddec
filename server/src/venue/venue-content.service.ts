import { Injectable } from '@nestjs/common';
import type { VenueInput } from '@shared/venue';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { HallKeeper } from './hall-keeper.service';
import { VenueChanges } from './venue-changes.service';
import { VenueDoors } from './venue-doors.service';
import { areHoursPossible } from '../common/opening-times';

/** A venue with its halls and doors, written together. Halls are locked before anything else. */
@Injectable()
export class VenueContent {
  constructor(
    private readonly clock: Clock,
    private readonly halls: HallKeeper,
    private readonly doors: VenueDoors,
    private readonly changes: VenueChanges,
  ) {}

  async create(tx: EntityManager, schoolId: string, id: string, venue: VenueInput): Promise<void> {
    demandHours(venue);
    await tx.query(
      `INSERT INTO venues (school_id, id, campus_id, kind_id, name, use_minutes, hours, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [schoolId, id, ...contentOf(venue), this.clock.now()],
    );
    await this.halls.set(tx, schoolId, id, venue.halls);
    await this.doors.set(tx, schoolId, { id, campusId: venue.campusId }, venue.doorGateIds);
  }

  async change(tx: EntityManager, schoolId: string, id: string, venue: VenueInput): Promise<void> {
    demandHours(venue);
    const kindId = await this.demandVenue(tx, schoolId, id);
    const hallIds = await this.halls.set(tx, schoolId, id, venue.halls);
    if (kindId !== venue.kindId) {
      // what runs was booked by the limits of the other kind
      await this.halls.demandIdle(tx, schoolId, id);
    }
    await this.doors.clear(tx, schoolId, id);
    await tx.query(
      `UPDATE venues SET campus_id = $3, kind_id = $4, name = $5, use_minutes = $6, hours = $7
       WHERE school_id = $1 AND id = $2`,
      [schoolId, id, ...contentOf(venue)],
    );
    await this.doors.set(tx, schoolId, { id, campusId: venue.campusId }, venue.doorGateIds);
    await this.changes.follow(tx, schoolId, hallIds);
  }

  async remove(tx: EntityManager, schoolId: string, id: string): Promise<void> {
    await this.halls.close(tx, schoolId, id);
    await this.doors.clear(tx, schoolId, id);
    await tx.query('UPDATE venues SET removed_at = $3 WHERE school_id = $1 AND id = $2', [
      ...[schoolId, id, this.clock.now()],
    ]);
  }

  /** @returns its kind */
  private async demandVenue(tx: EntityManager, schoolId: string, id: string): Promise<string> {
    const [known]: { kind_id: string }[] = await tx.query(
      'SELECT kind_id FROM venues WHERE school_id = $1 AND id = $2 AND removed_at IS NULL',
      [schoolId, id],
    );
    if (!known) {
      throw new DomainError('NOT_FOUND');
    }
    return known.kind_id;
  }
}

const demandHours = ({ hours }: VenueInput): void => {
  if (!areHoursPossible(hours)) {
    throw new DomainError('VENUE_HOURS_INVALID');
  }
};

const contentOf = (venue: VenueInput): unknown[] => [
  ...[venue.campusId, venue.kindId, JSON.stringify(venue.name), venue.useMinutes, JSON.stringify(venue.hours)],
];
