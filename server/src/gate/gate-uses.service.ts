import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export type IsGateUsed = (tx: EntityManager, schoolId: string, gateId: string) => Promise<boolean>;

/** What stands at gates: asked before one is closed down. Gates import none of it. */
@Injectable()
export class GateUses {
  private readonly questions: IsGateUsed[] = [];

  register(isUsed: IsGateUsed): void {
    this.questions.push(isUsed);
  }

  async isUsed(tx: EntityManager, schoolId: string, gateId: string): Promise<boolean> {
    for (const isUsed of this.questions) {
      if (await isUsed(tx, schoolId, gateId)) {
        return true;
      }
    }
    return false;
  }
}
