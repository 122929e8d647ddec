import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { KnownTerminal } from '../common/terminal';
import { PassPolicies } from '../pass/pass-policy.service';
import { DoorEvents } from './door-events.service';
import type { StoredBatch, StoredPassage } from './event-batch';
import { oughtToBeRefused } from './event.rules';
import { PassageCases, type PassageRule } from './passage-cases.service';

/**
 * What turns out after the fact: bookings that were used in time, fevers, codes that two verifiers admitted, people who
 * ought to have been refused. Bookings come first: who looks at a hall locks it before anything else.
 */
@Injectable()
export class EventFollowUps {
  constructor(
    private readonly policies: PassPolicies,
    private readonly cases: PassageCases,
    private readonly doors: DoorEvents,
  ) {}

  async open(tx: EntityManager, terminal: KnownTerminal, { stored, door, now }: StoredBatch): Promise<void> {
    const { feverTenths } = await this.policies.of(terminal.schoolId);
    const noticed = inOneOrder(stored).map((event) => ({
      ...{ event, personId: event.known.person_id },
      rules: event.quarantine === null ? rulesOf(event, feverTenths) : [],
    }));
    const feverish = noticed.flatMap(({ personId, rules }) => (personId && rules.includes('fever') ? [personId] : []));
    await this.doors.follow(tx, terminal.schoolId, { stored, door, now }, feverish);
    for (const { event, personId, rules } of noticed) {
      if (personId !== null && rules.length > 0) {
        const { schoolId, timeZone } = terminal;
        const passage = { schoolId, timeZone, personId, passageId: event.passage.passage_id };
        await this.cases.open(tx, { ...passage, occurredAt: event.instant.at }, rules);
      }
    }
  }
}

/** Each hold locks a pass: two uploads that find fevers of the same people lock them in the same order. */
const inOneOrder = (stored: readonly StoredPassage[]): StoredPassage[] =>
  [...stored].sort((one, other) => (String(one.known.pass_id) < String(other.known.pass_id) ? -1 : 1));

const rulesOf = ({ event, known, passage, instant, showing }: StoredPassage, feverTenths: number): PassageRule[] => {
  const { verdict, temperatureTenths, direction } = event;
  const isAdmitted = verdict === 'admitted';
  const isFever = verdict === 'fever' || (isAdmitted && Number(temperatureTenths) >= feverTenths);
  const stood = {
    ...{ hasPass: known.pass_id !== null, wasHeld: known.was_held, endedAt: known.ended_at },
    ...{ epoch: known.epoch ?? 0, epochSince: known.device_since },
  };
  const wasWrong = isAdmitted && oughtToBeRefused(stood, { occurredAt: instant.at, direction, claims: showing.claims });
  return [
    ...(isFever ? (['fever'] as const) : []),
    ...(passage.double_use_of !== null ? (['code_used_twice'] as const) : []),
    ...(wasWrong ? (['admitted_while_held'] as const) : []),
  ];
};
