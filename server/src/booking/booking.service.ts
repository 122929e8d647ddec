import { Injectable } from '@nestjs/common';
import type { BookingAnswer, BookingInput } from '@shared/booking';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { bodyHash } from '../common/idempotency';
import { Throttle } from '../common/throttle';
import { isOpenAt } from '../common/opening-times';
import { VenueService, type HallOfVenue } from '../venue/venue.service';
import { FullNotes } from './full-notes';
import { PlaceTaking, type IsWaitedFor } from './place-taking.service';
import { WishReader, type ReadWish } from './wish-reader.service';

/** Wishes of one person; a phone that repeats under its key stays far below. */
const WISHES = { points: 10, seconds: 10 };

interface Asked {
  caller: Caller;
  key: string;
  isWaitedFor: IsWaitedFor;
}

const always: IsWaitedFor = () => true;

/** Books a place for now: two statements beside the caller's, one where none is free. */
@Injectable()
export class BookingService {
  constructor(
    private readonly clock: Clock,
    private readonly venues: VenueService,
    private readonly throttle: Throttle,
    private readonly notes: FullNotes,
    private readonly wishes: WishReader,
    private readonly taking: PlaceTaking,
  ) {}

  /**
   * @throws DomainError NOT_FOUND, BOOKING_FULL, VENUE_CLOSED, HALL_NOT_YOURS, BOOKING_ACTIVE, BOOKING_LIMIT,
   * BOOKING_PAUSED with until when, PASS_NOT_VALID, IDEMPOTENCY_KEY_REUSED, TOO_MANY_REQUESTS, SERVICE_BUSY where nobody
   * waits for the answer any more
   */
  async book(
    caller: Caller,
    key: string,
    input: BookingInput,
    isWaitedFor: IsWaitedFor = always,
  ): Promise<BookingAnswer> {
    const place = await this.placeOf(caller, input);
    if (this.notes.refuses(place.hall.id, caller.personId, this.clock.now())) {
      throw new DomainError('BOOKING_FULL');
    }
    return this.bookIn({ caller, key, input, isWaitedFor }, place);
  }

  /** The same for whoever waits where it is full: a note knows nothing of what else the person may not do. */
  async bookAnew(caller: Caller, key: string, input: BookingInput): Promise<BookingAnswer> {
    return this.bookIn({ caller, key, input, isWaitedFor: always }, await this.placeOf(caller, input));
  }

  private async placeOf({ schoolId }: Caller, { hallId }: BookingInput): Promise<HallOfVenue> {
    const place = await this.venues.findHall(schoolId, hallId);
    if (!place) {
      throw new DomainError('NOT_FOUND');
    }
    return place;
  }

  private async bookIn(
    { input, ...asked }: Asked & { input: BookingInput },
    place: HallOfVenue,
  ): Promise<BookingAnswer> {
    await this.throttle.consume('booking', asked.caller.personId, WISHES);
    return this.take(asked, bodyHash(input), place);
  }

  private async take(asked: Asked, hash: Buffer, place: HallOfVenue): Promise<BookingAnswer> {
    const { caller, key, isWaitedFor } = asked;
    const earlier = await this.readOrRefuse(asked, hash, place);
    if (earlier) {
      return earlier;
    }
    const taken = await this.taking
      .take(caller.schoolId, place, { personId: caller.personId, key, hash, isWaitedFor })
      .catch((error: unknown) => {
        // the person was faster, here or elsewhere
        if (violatedConstraint(error) === null) {
          throw error;
        }
        return null;
      });
    if (taken?.answer && taken.body_hash) {
      return this.answered({ answer: taken.answer, hash: taken.body_hash }, hash);
    }
    const known = taken?.was_asked ? null : await this.readOrRefuse(asked, hash, place);
    if (known) {
      return known;
    }
    throw new DomainError('BOOKING_FULL');
  }

  /** @returns what the key was answered before; null: a place may be taken */
  private async readOrRefuse(
    { caller, key, isWaitedFor }: Asked,
    hash: Buffer,
    place: HallOfVenue,
  ): Promise<BookingAnswer | null> {
    const read = await this.wishes.read(caller, place, key);
    if (read.earlier) {
      return this.answered(read.earlier, hash);
    }
    this.demand(read, place);
    if (!isWaitedFor()) {
      throw new DomainError('SERVICE_BUSY', { retryAfterSeconds: 2 });
    }
    return null;
  }

  private demand({ refusal, holders }: ReadWish, { hall, venue }: HallOfVenue): void {
    const now = this.clock.now();
    if (!isOpenAt(venue, now)) {
      throw new DomainError('VENUE_CLOSED');
    }
    if (refusal?.code === 'BOOKING_FULL' && holders) {
      this.notes.write(hall.id, holders, now);
    }
    if (refusal) {
      throw refusal;
    }
  }

  private answered(earlier: { answer: BookingAnswer; hash: Buffer }, hash: Buffer): BookingAnswer {
    if (!earlier.hash.equals(hash)) {
      throw new DomainError('IDEMPOTENCY_KEY_REUSED');
    }
    return { ...earlier.answer, serverTime: this.clock.now().toISOString() };
  }
}
