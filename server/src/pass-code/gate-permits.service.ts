import { Injectable } from '@nestjs/common';
import type { Direction } from '@shared/gate';
import { BookingDoors } from '../booking/booking-doors.service';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { GateService } from '../gate/gate.service';
import type { Gate } from '../gate/gate.types';
import { TemporaryPassService } from '../temporary-pass/temporary-pass.service';

/** What a gate asks beside the pass itself. */
@Injectable()
export class GatePermits {
  constructor(
    private readonly clock: Clock,
    private readonly gates: GateService,
    private readonly temporaryPasses: TemporaryPassService,
    private readonly doors: BookingDoors,
  ) {}

  /** @throws DomainError NOT_FOUND, GATE_DIRECTION_CLOSED */
  async demandGate(schoolId: string, gateId: string, direction: Direction): Promise<Gate> {
    const gate = await this.gates.find(schoolId, gateId);
    if (!gate) {
      throw new DomainError('NOT_FOUND');
    }
    if (!gate.directions.includes(direction)) {
      throw new DomainError('GATE_DIRECTION_CLOSED');
    }
    return gate;
  }

  /** @throws DomainError TEMPORARY_PASS_NEEDED at an important gate under closed management */
  async demandTemporaryPass(schoolId: string, personId: string, { id, needsTemporaryPass }: Gate): Promise<void> {
    const isOpen =
      !needsTemporaryPass || (await this.temporaryPasses.coveringAt(schoolId, personId, id, this.clock.now()));
    if (!isOpen) {
      throw new DomainError('TEMPORARY_PASS_NEEDED');
    }
  }

  /**
   * Until when codes for this gate are good, beside their own time; null: for ever.
   * @throws DomainError BOOKING_NEEDED on the way into a venue where the person has no place
   */
  async demandPlace(
    schoolId: string,
    personId: string,
    { venueId }: Gate,
    direction: Direction,
    now: Date,
  ): Promise<Date | null> {
    return venueId === null || direction === 'out'
      ? null
      : this.doors.demandPlace({ schoolId, venueId, personId }, now);
  }
}
