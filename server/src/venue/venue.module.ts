import { Module } from '@nestjs/common';
import { GateModule } from '../gate/gate.module';
import { DoorsAtGates } from './doors-at-gates.service';
import { HallKeeper } from './hall-keeper.service';
import { VenueAdmin } from './venue-admin.service';
import { VenueChanges } from './venue-changes.service';
import { VenueContent } from './venue-content.service';
import { VenueDoors } from './venue-doors.service';
import { VenueKindController } from './venue-kind.controller';
import { VenueKinds } from './venue-kind.service';
import { VenueLists } from './venue-list.service';
import { VenueWeeks } from './venue-week.service';
import { VenueController } from './venue.controller';
import { VenueService } from './venue.service';

/** Venues that are booked: kinds, halls, hours and doors. */
@Module({
  imports: [GateModule],
  controllers: [VenueController, VenueKindController],
  providers: [
    DoorsAtGates,
    HallKeeper,
    VenueAdmin,
    VenueChanges,
    VenueContent,
    VenueDoors,
    VenueKinds,
    VenueLists,
    VenueService,
    VenueWeeks,
  ],
  exports: [VenueChanges, VenueService],
})
export class VenueModule {}
