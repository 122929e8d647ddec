import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { VenueInput, VenueView } from '@shared/venue';
import type { DataSource, EntityManager } from 'typeorm';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { VenueContent } from './venue-content.service';
import { VenueLists } from './venue-list.service';
import { VenueService } from './venue.service';

/** The venues of a school, as its administrator keeps them. */
@Injectable()
export class VenueAdmin {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditLog,
    private readonly content: VenueContent,
    private readonly lists: VenueLists,
    private readonly venues: VenueService,
  ) {}

  /** @throws DomainError VENUE_HOURS_INVALID, VENUE_DOOR_TAKEN, NOT_FOUND for a campus, kind or gate that is not there */
  create(caller: Caller, venue: VenueInput): Promise<VenueView> {
    return this.write(caller, 'venue.create', async (tx) => {
      const id = newId();
      await this.content.create(tx, caller.schoolId, id, venue);
      return this.lists.one(tx, caller.schoolId, id);
    });
  }

  /** Bookings that run keep their times. @throws DomainError NOT_FOUND, VENUE_HOURS_INVALID, VENUE_DOOR_TAKEN, VENUE_IN_USE */
  change(caller: Caller, id: string, venue: VenueInput): Promise<VenueView> {
    return this.write(caller, 'venue.change', async (tx) => {
      await this.content.change(tx, caller.schoolId, id, venue);
      return this.lists.one(tx, caller.schoolId, id);
    });
  }

  /** Its past bookings stay. @throws DomainError NOT_FOUND, VENUE_IN_USE */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.write(caller, 'venue.remove', async (tx) => {
      const venue = await this.lists.one(tx, caller.schoolId, id);
      await this.content.remove(tx, caller.schoolId, id);
      return venue;
    });
  }

  private async write(
    { schoolId, personId, requestId }: Caller,
    action: string,
    work: (tx: EntityManager) => Promise<VenueView>,
  ): Promise<VenueView> {
    const written = await this.database
      .transaction(async (tx) => {
        const venue = await work(tx);
        const entry = { schoolId, actorId: personId, requestId, action };
        await this.audit.write(tx, { ...entry, objectKind: 'venue', objectId: venue.id });
        return venue;
      })
      .catch(asDomainError);
    this.venues.forget(schoolId);
    return written;
  }
}

const asDomainError = (error: unknown): never => {
  switch (violatedConstraint(error)) {
    case 'venues_school_id_campus_id_fkey':
    case 'venues_school_id_kind_id_fkey':
      throw new DomainError('NOT_FOUND');
    case 'venue_doors_pkey':
    // the gate of another campus
    case 'venue_doors_school_id_gate_id_campus_id_fkey':
      throw new DomainError('VENUE_DOOR_TAKEN');
    default:
      throw error;
  }
};
