import type { DataSource } from 'typeorm';
import { openDatabase } from '../../test/database';
import { FixedClock } from '../../test/fixed-clock';
import { startApp, type Harness } from '../../test/harness';
import { clearStores } from '../../test/identity-steps';
import { createCard, createPerson, createSchool } from '../../test/factories';
import { PersonService } from '../person/person.service';
import { CardSystem } from './card-system';
import { CardService } from './card.service';

class SilentCardSystem extends CardSystem {
  balanceFenOf(): Promise<number> {
    return new Promise(() => undefined);
  }
}

class BrokenCardSystem extends CardSystem {
  balanceFenOf(): Promise<number> {
    return Promise.reject(new Error('away'));
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

  it.each([
    ['does not answer', SilentCardSystem],
    ['refuses', BrokenCardSystem],
  ])('that %s costs a person the balance only', async (_, System) => {
    const person = await createPerson(harness, await createSchool(harness));
    await createCard(harness, person, { balanceFen: 500 });
    const people = new PersonService(database, new CardService(database, new System()), new FixedClock());
    expect(await people.cardOf(person.schoolId, person.id)).toMatchObject({
      number: person.number,
      card: { lastFour: '1001', state: 'active' },
      balanceFen: null,
    });
    expect(await harness.get(PersonService).cardOf(person.schoolId, person.id)).toMatchObject({ balanceFen: 500 });
  });
});
