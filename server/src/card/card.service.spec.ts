import type { DataSource } from 'typeorm';
import { openDatabase } from '../../test/database';
import { FixedClock } from '../../test/fixed-clock';
import { startApp, type Harness } from '../../test/harness';
import { clearStores } from '../../test/identity-steps';
import { createCard, createPerson, createSchool } from '../../test/factories';
import { PersonService } from '../person/person.service';
import { CardSystem, type CardStanding } from './card-system';
import { CardService } from './card.service';

type Standings = Promise<ReadonlyMap<string, CardStanding>>;

class SilentCardSystem extends CardSystem {
  standingsOf(): Standings {
    return new Promise(() => undefined);
  }
}

class BrokenCardSystem extends CardSystem {
  standingsOf(): Standings {
    return Promise.reject(new Error('away'));
  }
}

/** A school's own system, where every card was reported lost this morning. */
class OwnCardSystem extends CardSystem {
  standingsOf(_: string, cardIds: readonly string[]): Standings {
    return Promise.resolve(new Map(cardIds.map((id) => [id, { state: 'lost' as const, balanceFen: 700 }])));
  }
}

describe('the card system', () => {
  let harness: Harness;
  let database: DataSource;

  beforeAll(async () => {
    harness = await startApp();
    database = await openDatabase();
    await clearStores(harness);
  });
  afterAll(async () => {
    await database.destroy();
    await harness.close();
  });

  it('of the school itself says how cards stand, whatever was imported', async () => {
    const person = await createPerson(harness, await createSchool(harness));
    const id = await createCard(harness, person, { balanceFen: 500 });
    const cards = new CardService(database, new OwnCardSystem());
    const people = new PersonService(database, cards, new FixedClock());
    expect(await people.cardOf(person.schoolId, person.id)).toMatchObject({
      card: { lastFour: '1001', state: 'lost' },
      balanceFen: 700,
    });
    expect(await cards.listOf(person.schoolId, person.id)).toEqual([{ id, lastFour: '1001', state: 'lost' }]);
  });

  it.each([
    ['does not answer', SilentCardSystem],
    ['refuses', BrokenCardSystem],
  ])('that %s costs a person the balance only', async (_, System) => {
    const person = await createPerson(harness, await createSchool(harness));
    await createCard(harness, person, { balanceFen: 500 });
    const cards = new CardService(database, new System());
    const people = new PersonService(database, cards, new FixedClock());
    expect(await people.cardOf(person.schoolId, person.id)).toMatchObject({
      number: person.number,
      card: { lastFour: '1001', state: 'active' },
      balanceFen: null,
    });
    expect(await cards.listOf(person.schoolId, person.id)).toMatchObject([{ state: 'active' }]);
    expect(await harness.get(PersonService).cardOf(person.schoolId, person.id)).toMatchObject({ balanceFen: 500 });
  });
});
