import { Injectable } from '@nestjs/common';
import type { HomeView } from '@shared/home';
import { BookingReader } from '../booking/booking-reader.service';
import { DueService } from '../check-in/due.service';
import { PassReader } from '../pass/pass-reader.service';
import { ReturnDues } from '../returning/return-due.service';
import type { Today } from './home-today.service';

/** What each service says of a person on the first screen. Two statements: how the pass stands, and what is booked. */
@Injectable()
export class HomeTiles {
  constructor(
    private readonly dues: DueService,
    private readonly returns: ReturnDues,
    private readonly passes: PassReader,
    private readonly bookings: BookingReader,
  ) {}

  async of({
    caller,
    reported,
    lastReturn,
  }: Today): Promise<Pick<HomeView, 'checkIn' | 'return' | 'pass' | 'booking'>> {
    const { schoolId, personId } = caller;
    const [{ status, holds }, booking] = await Promise.all([
      this.passes.statusOf(schoolId, personId),
      this.bookings.findRunning(schoolId, personId),
    ]);
    return {
      checkIn: await this.dues.dueOf(caller, reported),
      return: await this.returns.dueOf(caller, lastReturn),
      pass: { status, holds },
      booking: booking && {
        ...{ state: booking.state, venue: booking.venue.name, expiresAt: booking.expiresAt, endsAt: booking.endsAt },
      },
    };
  }
}
