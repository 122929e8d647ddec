import { randomUUID } from 'node:crypto';
import { DueLooks } from '../src/booking/due-looks.service';
import { PlaceTaking } from '../src/booking/place-taking.service';
import { VenueService, type HallOfVenue } from '../src/venue/venue.service';
import { BookingDoorStage } from './booking-door-stage';
import { keepLocked } from './lock-waits';
import type { Member } from './return-stage';

type LetGo = () => Promise<void>;

/** The venue with a door, where several things happen in the same moment: somebody else has a row until it is let go. */
export class BookingMomentStage extends BookingDoorStage {
  lock(statement: string, ...values: unknown[]): Promise<LetGo> {
    return keepLocked(this.harness.database, statement, values);
  }

  lockPerson({ person }: Member): Promise<LetGo> {
    return this.lock('SELECT FROM people WHERE id = $1 FOR UPDATE', person.id);
  }

  /** The lock that whoever gives somebody a booking takes. */
  lockOwn({ person }: Member): Promise<LetGo> {
    return this.lock('SELECT pg_advisory_xact_lock(hashtextextended($1::text, 14))', person.id);
  }

  look(hallId: string): Promise<void> {
    return this.harness.get(DueLooks).look(this.school.id, hallId);
  }

  /**
   * Wishes of one process for one hall: the first goes alone, the others share the next statement.
   * @param isWaitedFor whose answer still reaches them @returns who got a place
   */
  async takenTogether(
    hallId: string,
    members: readonly Member[],
    isWaitedFor: (member: Member) => boolean = () => true,
  ): Promise<boolean[]> {
    const place = (await this.harness.get(VenueService).findHall(this.school.id, hallId)) as HallOfVenue;
    const hash = Buffer.alloc(32);
    const taken = members.map((member) =>
      this.harness.get(PlaceTaking).take(this.school.id, place, {
        ...{ personId: member.person.id, key: randomUUID(), hash, isWaitedFor: () => isWaitedFor(member) },
      }),
    );
    return (await Promise.all(taken)).map(({ answer }) => answer !== null);
  }

  /** What an administrator's page sends back unchanged. @returns the status of the answer */
  async saveVenue(hallId: string): Promise<number> {
    const { phone } = await this.as(this.administrator.person);
    const { items } = (await phone.get('/venues').expect(200)).body as {
      items: { id: string; closures: unknown; halls: { id: string; held?: number }[] }[];
    };
    const ofHall = items.find(({ halls }) => halls.some((one) => one.id === hallId)) as (typeof items)[0];
    const { id, closures: _closures, ...venue } = ofHall;
    const halls = venue.halls.map(({ held: _held, ...hall }) => hall);
    return (await phone.put(`/venues/${id}`, { ...venue, halls })).status;
  }

  /** A full hall, and people who wait there in this order. */
  async awaited(capacity: number, ...waiting: Member[]): Promise<string> {
    const { hallId } = await this.venueWith({ halls: [{ capacity }] });
    for (const holder of await this.guests(capacity)) {
      await this.book(holder, hallId);
    }
    for (const member of waiting) {
      await this.waits(member, hallId);
    }
    return hallId;
  }
}
