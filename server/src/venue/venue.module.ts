import { Module } from '@nestjs/common';
import { VenueService } from './venue.service';

/** Venues that are booked: kinds, halls, hours, closures and doors. */
@Module({ providers: [VenueService], exports: [VenueService] })
export class VenueModule {}
