import { startApp, type Harness } from '../../test/harness';
import { clearStores, GOOD_PASSWORD, initialOf } from '../../test/identity-steps';
import { createPerson, createSchool, type TestPerson, type TestSchool } from '../../test/factories';
import { createCampaign, createTemplate, createWindow, WELL } from '../../test/check-in-factories';
import { SCHOOL_MORNING } from '../../test/fixed-clock';
import { newId } from '../common/id';
import { CredentialService } from './credential.service';

const median = (figures: number[]): number => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;

describe('passwords of people', () => {
  let harness: Harness;
  let credentials: CredentialService;
  let school: TestSchool;
  let person: TestPerson;

  beforeAll(async () => {
    harness = await startApp();
    credentials = harness.get(CredentialService);
  });
  beforeEach(async () => {
    await clearStores(harness);
    school = await createSchool(harness);
    person = await createPerson(harness, school);
  });
  afterAll(() => harness.close());

  const choose = (password: string) =>
    harness.database.transaction((tx) => credentials.choose(tx, school.id, person.id, password));

  it('are the end of the ID number until the person has chosen one, and never again after', async () => {
    expect(await credentials.check(school.id, person.number, initialOf(person))).toMatchObject({ kind: 'initial' });
    await choose(GOOD_PASSWORD);
    expect(await credentials.check(school.id, person.number, initialOf(person))).toBeNull();
    expect(await credentials.check(school.id, person.number, GOOD_PASSWORD)).toMatchObject({ kind: 'chosen' });
  });

  it('are not made of a phone number that the person told in a report', async () => {
    const [campaign, template] = [await createCampaign(harness, school), await createTemplate(harness, school)];
    const window = await createWindow(harness, school, campaign);
    await choose('lantern 667788');
    await harness.database.query(
      `INSERT INTO check_in_reports (school_id, day, id, person_id, campaign_id, window_id, template_id, answers,
         is_abnormal, flags, submitted_at, updated_at)
       VALUES ($1, '2026-09-05', $2, $3, $4, $5, $6, $7, false, '{}', now(), now())`,
      [school.id, newId(), person.id, campaign, window, template, JSON.stringify({ ...WELL, phone: '12055667788' })],
    );
    await expect(choose('lantern 667788')).rejects.toMatchObject({ code: 'PASSWORD_DERIVED' });
    // a morning at the school is still the day before by UTC
    harness.clock.set('2026-09-04T23:50:00.000Z');
    await expect(choose('lantern 667788')).rejects.toMatchObject({ code: 'PASSWORD_DERIVED' });
    harness.clock.advance({ days: 63 });
    await choose('lantern 667788');
    harness.clock.set(SCHOOL_MORNING);
  });

  it('are stored as argon2id of 19 MiB and two passes', async () => {
    await choose(GOOD_PASSWORD);
    const [row] = await harness.database.query('SELECT hash FROM credentials WHERE person_id = $1', [person.id]);
    expect(row.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('do not follow from another document than a resident’s', async () => {
    const other = await createPerson(harness, school, { idKind: 'other', idNumber: 'P1234567' });
    expect(await credentials.check(school.id, other.number, '234567')).toBeNull();
  });

  it('belong to one school', async () => {
    const elsewhere = await createSchool(harness);
    expect(await credentials.check(elsewhere.id, person.number, initialOf(person))).toBeNull();
  });

  it('take as long to refuse for an unknown number as for a wrong password', async () => {
    const chosen = await createPerson(harness, school);
    await harness.database.transaction((tx) => credentials.choose(tx, school.id, chosen.id, GOOD_PASSWORD));
    const numbers = ['nobody', person.number, chosen.number];
    const times: Record<string, number[]> = Object.fromEntries(numbers.map((number) => [number, []]));
    for (let round = 0; round < 25; round += 1) {
      for (const number of numbers) {
        const started = performance.now();
        await credentials.check(school.id, number, 'not the right one');
        times[number]?.push(performance.now() - started);
      }
    }
    const medians = Object.values(times).map(median);
    // without the stand-in hash the unknown number would answer in a tenth of the time
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(1.6);
  });
});
