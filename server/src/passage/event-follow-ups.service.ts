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
    const noticed = stored.flatMap((event) => {
      const personId = event.known.person_id;
      const rules = personId === null || event.quarantine !== null ? [] : rulesOf(event, feverTenths);
      const { passage, instant } = event;
      return personId === null || rules.length === 0
        ? []
        : [{ personId, passageId: passage.passage_id, occurredAt: instant.at, rules }];
    });
    const feverish = noticed.flatMap(({ personId, rules }) => (rules.includes('fever') ? [personId] : []));
    await this.doors.follow(tx, terminal.schoolId, { stored, door, now }, feverish);
    await this.cases.open(tx, terminal, noticed);
  }
}

const rulesOf = (stored: StoredPassage, feverTenths: number): PassageRule[] => {
  const { event, known, passage, instant, showing, lackedPermit } = stored;
  const { verdict, temperatureTenths, direction } = event;
  const isAdmitted = verdict === 'admitted';
  const isFever = verdict === 'fever' || (isAdmitted && Number(temperatureTenths) >= feverTenths);
  const stood = {
    ...{ hasPass: known.pass_id !== null, wasHeld: known.was_held, wasInactive: known.was_inactive },
    ...{ lackedPermit, endedAt: known.ended_at },
    ...{ epoch: known.epoch ?? 0, epochSince: known.device_since },
  };
  const wasWrong = isAdmitted && oughtToBeRefused(stood, { occurredAt: instant.at, direction, claims: showing.claims });
  return [
    ...(isFever ? (['fever'] as const) : []),
    ...(passage.double_use_of !== null ? (['code_used_twice'] as const) : []),
    ...(wasWrong ? (['admitted_while_held'] as const) : []),
  ];
};
