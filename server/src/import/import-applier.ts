import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ImportConfirmation, MissingMeans } from '@shared/person-admin';
import { CredentialService } from '../credential/credential.service';
import { DepartureService } from '../people/departure.service';
import { PassService } from '../pass/pass.service';
import { ImportPeople } from './import-people';
import { leaving, type ImportPlan } from './import.rules';

/** Writes a plan: people, cards, and what ends with those who leave or are suspended. */
@Injectable()
export class ImportApplier {
  constructor(
    private readonly people: ImportPeople,
    private readonly credentials: CredentialService,
    private readonly departure: DepartureService,
    private readonly passes: PassService,
  ) {}

  /** @returns the random passwords of people whose document has no guide's ending */
  async apply(
    tx: EntityManager,
    schoolId: string,
    plan: ImportPlan,
    missingMeans: MissingMeans,
  ): Promise<ImportConfirmation['handover']> {
    const ids = await this.people.insert(tx, schoolId, plan.created);
    await this.people.update(
      tx,
      schoolId,
      plan.updated.map(({ wished, known }) => ({ ...wished, id: known.id })),
    );
    await this.people.writeCards(tx, schoolId, cardsOf(plan, ids));
    await this.endWhatEnds(tx, schoolId, plan, missingMeans);
    return this.credentials.handOver(tx, schoolId, withoutEnding(plan, ids));
  }

  private async endWhatEnds(
    tx: EntityManager,
    schoolId: string,
    plan: ImportPlan,
    missingMeans: MissingMeans,
  ): Promise<void> {
    const changed = plan.updated.filter(({ wished, known }) => wished.state !== known.state);
    const changedTo = (state: string): string[] =>
      changed.filter(({ wished }) => wished.state === state).map(({ known }) => known.id);
    const missing = leaving(plan, missingMeans).map(({ id }) => id);
    await this.people.markLeft(tx, schoolId, missing);
    await this.departure.settle(tx, schoolId, [...missing, ...changedTo('left')]);
    await this.departure.suspend(tx, schoolId, changedTo('suspended'));
    await this.passes.followState(
      tx,
      schoolId,
      changed.map(({ known }) => known.id),
    );
  }
}

/** Newcomers with another document than a resident's, and people whose document became another one. */
const withoutEnding = (plan: ImportPlan, ids: Map<string, string>) => [
  ...plan.created
    .filter(({ idKind }) => idKind === 'other')
    .map(({ number }) => ({ number, personId: ids.get(number) ?? '' })),
  ...plan.updated
    .filter(({ wished, known }) => wished.idKind === 'other' && known.idKind !== 'other')
    .map(({ known }) => ({ number: known.number, personId: known.id })),
];

const cardsOf = (plan: ImportPlan, ids: Map<string, string>) =>
  [
    ...plan.created.map((person) => ({ person, personId: ids.get(person.number) ?? '' })),
    ...plan.updated.map(({ wished, known }) => ({ person: wished, personId: known.id })),
  ].flatMap(({ person, personId }) => (person.card ? [{ personId, ...person.card }] : []));
