import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { Outbox } from '../common/outbox';
import { VenueChanges } from '../venue/venue-changes.service';
import { HallLooks, type Closed } from './hall-looks.service';
import { PlaceKeeper, takesNobody } from './place-keeper.service';
import { WaitingEnds } from './waiting-ends.service';

/** What happens in halls when their venue closes out of turn, or when they grow or take nobody any more. */
@Injectable()
export class ClosureEffects implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly looks: HallLooks,
    private readonly places: PlaceKeeper,
    private readonly turns: WaitingEnds,
    private readonly changes: VenueChanges,
  ) {}

  onModuleInit(): void {
    this.changes.register((tx, schoolId, hallIds) => this.follow(tx, schoolId, hallIds));
  }

  /** Whoever gets a place is locked before anybody's turn ends. */
  private async follow(tx: EntityManager, schoolId: string, hallIds: readonly string[]): Promise<void> {
    const now = this.clock.now();
    const shut: string[] = [];
    for (const hallId of hallIds) {
      const facts = await this.places.facts(tx, schoolId, hallId, now);
      if (facts && takesNobody(facts)) {
        shut.push(hallId);
      } else {
        await this.places.handOn(tx, schoolId, hallId, now);
      }
    }
    await this.turns.ofHalls(tx, schoolId, shut);
  }

  /** At once, or by a look at its start. One look more follows: somebody may have been booking this very moment. */
  async begin(
    tx: EntityManager,
    schoolId: string,
    hallIds: readonly string[],
    startsAt: Date,
    now: Date,
  ): Promise<Closed> {
    await this.outbox.addAll(
      tx,
      'booking.due',
      hallIds.map((hallId) => ({ schoolId, hallId })),
      startsAt > now ? startsAt : now,
    );
    const closed = startsAt > now ? [] : hallIds;
    const sum: Closed = { cancelled: 0, sentAway: await this.turns.ofHalls(tx, schoolId, closed) };
    for (const hallId of closed) {
      sum.cancelled += (await this.looks.close(tx, schoolId, hallId, startsAt, now)).cancelled;
    }
    return sum;
  }
}
