import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { KnownTerminal } from '../common/terminal';
import { PassPolicies } from '../pass/pass-policy.service';
import type { JudgedEvent } from './event-batch';
import { oughtToBeRefused } from './event.rules';
import type { WrittenPassage } from './event.sql';
import { PassageCases, type PassageRule } from './passage-cases.service';

export interface StoredPassage extends JudgedEvent {
  passage: WrittenPassage;
}

/** What turns out after the fact: fevers, codes that two verifiers admitted, people who ought to have been refused. */
@Injectable()
export class EventFollowUps {
  constructor(
    private readonly policies: PassPolicies,
    private readonly cases: PassageCases,
  ) {}

  async open(tx: EntityManager, terminal: KnownTerminal, stored: readonly StoredPassage[]): Promise<void> {
    const { feverTenths } = await this.policies.of(terminal.schoolId);
    for (const event of inOneOrder(stored)) {
      const personId = event.known.person_id;
      const rules = event.quarantine === null ? rulesOf(event, feverTenths) : [];
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
