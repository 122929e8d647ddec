import Redis from 'ioredis';
import { BookingWatch } from '../../src/booking/booking-watch';
import type { Caller } from '../../src/common/caller';
import { redisUrl } from '../database';
import { GateStage } from '../gate-stage';
import type { TestGate } from '../pass-factories';
import type { Member } from '../return-stage';
import type { TestTerminal } from '../terminal-factories';
import { createVenue, createVenueKind } from '../venue-factories';
import { HALLS, PEOPLE, type Step } from './commands';
import { RULES } from './rules';
import { viewOfDatabase, type View } from './view';

export const CAPACITIES = [1, 2];

export interface Place {
  venueId: string;
  hallId: string;
  door: TestGate;
  terminal: TestTerminal;
}

/** Five people and two venues of one hall each, on the real services and the real database. */
export class ModelStage extends GateStage {
  private readonly redis = new Redis(redisUrl());
  private people: Member[] = [];
  places: Place[] = [];
  schoolCode = '';

  override async close(): Promise<void> {
    this.redis.disconnect();
    await super.close();
  }

  override async reset(): Promise<void> {
    await super.reset();
    const { database } = this.harness;
    const [row]: { short_code: string }[] = await database.query('SELECT short_code FROM schools WHERE id = $1', [
      this.school.id,
    ]);
    this.schoolCode = row?.short_code ?? '';
    this.people = [];
    for (let n = 0; n < PEOPLE; n++) {
      this.people.push(await this.passHolder());
    }
    const kindId = await createVenueKind(this.harness, this.school, RULES);
    this.places = [];
    for (const capacity of CAPACITIES) {
      const [door, terminal] = await this.gateWith();
      const wish = { kindId, useMinutes: RULES.useMinutes, halls: [{ capacity }], doorGateIds: [door.id] };
      const { id: venueId, hallId } = await createVenue(this.harness, this.school, wish);
      this.places.push({ venueId, hallId, door, terminal });
    }
  }

  /** Ends what is due, as the worker does it. */
  async look(by: Step['by']): Promise<void> {
    await (by === 'jobs' ? this.harness.runJobs() : this.harness.get(BookingWatch).look());
  }

  view(): Promise<View> {
    return viewOfDatabase(
      this.harness.database,
      this.school.id,
      this.people.map(({ person }) => person.id),
      this.places.map(({ hallId }) => hallId),
    );
  }

  /** Pressing too often is not what this is about. */
  async forgetPresses(): Promise<void> {
    await this.redis.flushdb();
  }

  caller(person: number): Caller {
    const personId = this.people[person]?.person.id;
    return { schoolId: this.school.id, timeZone: 'Asia/Shanghai', personId } as Caller;
  }

  place(hall: number): Place {
    const place = this.places[hall];
    if (!place) {
      throw new Error(`one of ${HALLS} halls`);
    }
    return place;
  }
}
