import { Module } from '@nestjs/common';
import { NoticeModule } from '../notice/notice.module';
import { PassModule } from '../pass/pass.module';
import { VenueModule } from '../venue/venue.module';
import { BookingChanges } from './booking-changes.service';
import { BookingDeskController } from './booking-desk.controller';
import { BookingDesks } from './booking-desk.service';
import { BookingDoors } from './booking-doors.service';
import { BookingLeavers } from './booking-leavers.service';
import { BookingReader } from './booking-reader.service';
import { BookingReminders } from './booking-reminders.service';
import { BookingRetention } from './booking-retention.service';
import { BookingTimes } from './booking-times';
import { BookingWatch } from './booking-watch';
import { BookingController } from './booking.controller';
import { BookingProcessor } from './booking.processor';
import { BookingService } from './booking.service';
import { Breaches } from './breaches.service';
import { DueLooks } from './due-looks.service';
import { DueRounds } from './due-rounds.service';
import { FullNotes } from './full-notes';
import { HallLooks } from './hall-looks.service';
import { LateDoors } from './late-doors.service';
import { OfferAcceptance } from './offer-acceptance.service';
import { PlaceKeeper } from './place-keeper.service';
import { PlaceTaking } from './place-taking.service';
import { SendingAway } from './sending-away.service';
import { WaitingEnds } from './waiting-ends.service';
import { WaitingLeave } from './waiting-leave.service';
import { WaitingList } from './waiting-list.service';
import { BreachUndo } from './breach-undo.service';
import { ClosureEffects } from './closure-effects.service';
import { VenueBoards } from './venue-board.service';
import { VenueClosing } from './venue-closing.service';
import { VenueWatchController } from './venue-watch.controller';
import { WishReader } from './wish-reader.service';

/** Places for now: booked, used, given back and handed on. */
@Module({
  imports: [NoticeModule, PassModule, VenueModule],
  controllers: [BookingController, BookingDeskController, VenueWatchController],
  providers: [
    BookingChanges,
    BookingDesks,
    BookingDoors,
    BookingLeavers,
    BookingProcessor,
    BookingReader,
    BookingReminders,
    BookingRetention,
    BookingService,
    BookingTimes,
    BookingWatch,
    Breaches,
    DueLooks,
    DueRounds,
    FullNotes,
    HallLooks,
    LateDoors,
    OfferAcceptance,
    PlaceKeeper,
    PlaceTaking,
    SendingAway,
    WaitingEnds,
    WaitingLeave,
    WaitingList,
    WishReader,
    VenueClosing,
    VenueBoards,
    ClosureEffects,
    BreachUndo,
  ],
  exports: [BookingDoors, BookingReader, BookingTimes, BookingWatch, LateDoors, PlaceKeeper, SendingAway],
})
export class BookingModule {}
