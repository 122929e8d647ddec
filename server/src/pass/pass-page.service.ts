import { Injectable } from '@nestjs/common';
import { maskedNameOf, type PassView } from '@shared/pass';
import type { Caller } from '../common/caller';
import { campusDay } from '../common/campus-time';
import { Clock } from '../common/clock';
import { HoldService } from '../hold/hold.service';
import { PersonService } from '../person/person.service';
import { PassLook } from './pass-look.service';
import { PassSurroundings } from './pass-surroundings.service';
import type { PassRow } from './pass.sql';
import { dayColourOf } from './pass.rules';

/** The pass page, in one call. */
@Injectable()
export class PassPage {
  constructor(
    private readonly clock: Clock,
    private readonly looks: PassLook,
    private readonly people: PersonService,
    private readonly holds: HoldService,
    private readonly surroundings: PassSurroundings,
  ) {}

  async view(caller: Caller): Promise<PassView> {
    const { schoolId, personId, timeZone } = caller;
    const now = this.clock.now();
    const [read, card, holds] = await Promise.all([
      this.looks.at(caller),
      this.people.cardOf(schoolId, personId),
      this.holds.openOf(schoolId, personId),
    ]);
    return {
      serverTime: now.toISOString(),
      ...{ status: read.status, directions: read.directions },
      ...{ maskedName: maskedNameOf(card.name), number: card.number, unit: card.unit, holds },
      device: deviceOf(read.row, caller),
      dayColour: dayColourOf(campusDay(now, timeZone)),
      exempt: read.exempt,
      ...(await this.surroundings.of(caller, read.row)),
    };
  }
}

/** A phone whose session is over shows nothing any more. */
const deviceOf = (row: PassRow, { sessionId }: Caller): PassView['device'] => {
  const isThis = row.device_session_id === sessionId;
  return { isThis, other: !isThis && row.device_lives ? row.device_name : null };
};
