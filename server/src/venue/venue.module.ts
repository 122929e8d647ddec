import { Module } from '@nestjs/common';
import { GateModule } from '../gate/gate.module';
import { DoorsAtGates } from './doors-at-gates.service';
import { VenueService } from './venue.service';

/** Venues that are booked: kinds, halls, hours, closures and doors. */
@Module({ imports: [GateModule], providers: [DoorsAtGates, VenueService], exports: [VenueService] })
export class VenueModule {}
