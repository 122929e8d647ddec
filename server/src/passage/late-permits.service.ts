import { Injectable } from '@nestjs/common';
import type { KnownTerminal } from '../common/terminal';
import { GateService } from '../gate/gate.service';
import type { Gate } from '../gate/gate.types';
import { TemporaryPassService } from '../temporary-pass/temporary-pass.service';
import type { JudgedEvent } from './event-batch';

/** A device that had no network when its campus was closed goes on admitting: who had no permit by then. */
@Injectable()
export class LatePermits {
  constructor(
    private readonly gates: GateService,
    private readonly temporaryPasses: TemporaryPassService,
  ) {}

  /** No statement at a gate that asks for none; there, two for everybody who was admitted after it was closed. */
  async judge({ schoolId }: KnownTerminal, gate: Gate | null, events: JudgedEvent[]): Promise<JudgedEvent[]> {
    if (!gate?.needsTemporaryPass) {
      return events;
    }
    const closedSince = await this.gates.closedSince(schoolId, gate.campusId);
    const judged: JudgedEvent[] = [];
    for (const event of events) {
      const isAsked = closedSince !== null && closedSince <= event.instant.at;
      judged.push(isAsked ? { ...event, lackedPermit: await this.lacks(schoolId, gate.id, event) } : event);
    }
    return judged;
  }

  private async lacks(schoolId: string, gateId: string, { event, is, known, instant }: JudgedEvent): Promise<boolean> {
    const isLetIn = event.verdict === 'admitted' && is === 'new' && known.person_id !== null;
    return isLetIn && !(await this.temporaryPasses.coveringAt(schoolId, String(known.person_id), gateId, instant.at));
  }
}
