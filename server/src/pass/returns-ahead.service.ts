import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Who of these people is approved to come back at a later time. */
export type WhoReturns = (tx: EntityManager, schoolId: string, personIds: readonly string[]) => Promise<string[]>;

/** A decision about their return that is due takes effect. @returns whether one was waited for */
export type SettleReturn = (schoolId: string, personId: string) => Promise<boolean>;

/** What passes ask about returns: whoever keeps return applications registers here. */
@Injectable()
export class ReturnsAhead {
  private question: WhoReturns = () => Promise.resolve([]);
  private settle: SettleReturn = () => Promise.resolve(false);

  register(whoReturns: WhoReturns, settle: SettleReturn): void {
    this.question = whoReturns;
    this.settle = settle;
  }

  settleDue(schoolId: string, personId: string): Promise<boolean> {
    return this.settle(schoolId, personId);
  }

  /** Asked before a departure ends passes. */
  of(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<string[]> {
    return this.question(tx, schoolId, personIds);
  }
}
