import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Who of these people is approved to come back at a later time. */
export type WhoReturns = (tx: EntityManager, schoolId: string, personIds: readonly string[]) => Promise<string[]>;

/** Asked before a departure ends passes: whoever keeps return applications registers here. */
@Injectable()
export class ReturnsAhead {
  private question: WhoReturns = () => Promise.resolve([]);

  register(whoReturns: WhoReturns): void {
    this.question = whoReturns;
  }

  of(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<string[]> {
    return this.question(tx, schoolId, personIds);
  }
}
