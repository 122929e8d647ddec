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

  /** No statement at a gate that asks for none; there, three whatever the number of events. */
  async judge({ schoolId }: KnownTerminal, gate: Gate | null, events: JudgedEvent[]): Promise<JudgedEvent[]> {
    const closedSince = gate?.needsTemporaryPass ? await this.gates.closedSince(schoolId, gate.campusId) : null;
    if (!gate || closedSince === null) {
      return events;
    }
    const asked = events.filter((event) => isLetIn(event) && closedSince <= event.instant.at);
    const people = asked.map(({ known, instant }) => ({ personId: String(known.person_id), at: instant.at }));
    const covered = asked.length > 0 ? await this.temporaryPasses.coveringAll(schoolId, gate.id, people) : [];
    const lacking = new Set(asked.filter((_, at) => !covered[at]));
    return events.map((event) => (lacking.has(event) ? { ...event, lackedPermit: true } : event));
  }
}

const isLetIn = ({ event, is, known }: JudgedEvent): boolean =>
  event.verdict === 'admitted' && is === 'new' && known.person_id !== null;
