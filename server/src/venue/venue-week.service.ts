import { Injectable } from '@nestjs/common';
import type { VenueWeek } from '@shared/venue';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { VenueService } from './venue.service';

/** When a venue is open, for whoever plans a visit. */
@Injectable()
export class VenueWeeks {
  constructor(
    private readonly clock: Clock,
    private readonly venues: VenueService,
  ) {}

  /** @throws DomainError NOT_FOUND for one that is closed down, or of another school */
  async of(schoolId: string, venueId: string): Promise<VenueWeek> {
    const now = this.clock.now();
    const venue = await this.venues.find(schoolId, venueId);
    if (!venue) {
      throw new DomainError('NOT_FOUND');
    }
    return {
      serverTime: now.toISOString(),
      hours: [...venue.hours],
      closures: venue.closures
        .filter(({ endsAt }) => endsAt > now)
        .map(({ startsAt, endsAt, reason }) => ({
          from: startsAt.toISOString(),
          until: endsAt.toISOString(),
          reason,
        })),
    };
  }
}
