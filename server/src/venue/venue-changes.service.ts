import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Inside the transaction that has changed these halls, which are locked. */
export type AfterHallsChanged = (tx: EntityManager, schoolId: string, hallIds: readonly string[]) => Promise<void>;

/** What follows when halls grow: whoever waits gets what came free. Venues import none of it. */
@Injectable()
export class VenueChanges {
  private readonly followers: AfterHallsChanged[] = [];

  register(follow: AfterHallsChanged): void {
    this.followers.push(follow);
  }

  async follow(tx: EntityManager, schoolId: string, hallIds: readonly string[]): Promise<void> {
    for (const follow of this.followers) {
      await follow(tx, schoolId, hallIds);
    }
  }
}
