import { Injectable } from '@nestjs/common';
import { HandlesJob, type Jobs } from '../common/jobs';
import { BookingLeavers } from './booking-leavers.service';
import { BookingReminders } from './booking-reminders.service';
import { BookingRetention } from './booking-retention.service';
import { DueLooks } from './due-looks.service';

/** What is due, as the queue brings it. */
@Injectable()
export class BookingProcessor {
  constructor(
    private readonly looks: DueLooks,
    private readonly reminders: BookingReminders,
    private readonly leavers: BookingLeavers,
    private readonly retention: BookingRetention,
  ) {}

  @HandlesJob('booking.due')
  due({ schoolId, hallId }: Jobs['booking.due']): Promise<void> {
    return this.looks.look(schoolId, hallId);
  }

  @HandlesJob('booking.remind')
  remind({ schoolId, bookingId }: Jobs['booking.remind']): Promise<void> {
    return this.reminders.remind(schoolId, bookingId);
  }

  @HandlesJob('booking.person_left')
  personLeft({ schoolId, personId }: Jobs['booking.person_left']): Promise<void> {
    return this.leavers.end(schoolId, personId);
  }

  @HandlesJob('booking.forget')
  forget({ schoolId }: Jobs['booking.forget']): Promise<void> {
    return this.retention.forget(schoolId);
  }
}
