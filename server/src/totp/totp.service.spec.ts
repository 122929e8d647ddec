import { Secret, TOTP } from 'otpauth';
import { startApp, type Harness } from '../../test/harness';
import { clearStores } from '../../test/identity-steps';
import { createPerson, createSchool, type TestPerson } from '../../test/factories';
import { TotpService } from './totp.service';

describe('the second factor', () => {
  let harness: Harness;
  let totp: TotpService;
  let person: TestPerson;
  let secret: string;

  beforeAll(async () => {
    harness = await startApp();
    totp = harness.get(TotpService);
  });
  beforeEach(async () => {
    await clearStores(harness);
    person = await createPerson(harness, await createSchool(harness));
    secret = (await totp.enrol(person.schoolId, person.id, person.number))?.secret ?? '';
  });
  afterAll(() => harness.close());

  const codeAt = (offsetSeconds: number): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: harness.clock.now().getTime() + offsetSeconds * 1000,
    });
  const accept = (code: string) =>
    harness.database.transaction((tx) => totp.accept(tx, person.schoolId, person.id, code));

  it('accepts a time step once, even from two phones at once', async () => {
    const both = await Promise.all([accept(codeAt(0)), accept(codeAt(0))]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await accept(codeAt(0))).toBe(false);
  });

  it.each([
    [-60, false],
    [-30, true],
    [30, true],
    [60, false],
  ])('with a clock off by %i s is accepted: %s', async (offset, accepted) => {
    expect(await accept(codeAt(offset))).toBe(accepted);
  });

  it('never goes back to a step before the last accepted one', async () => {
    expect(await accept(codeAt(30))).toBe(true);
    expect(await accept(codeAt(0))).toBe(false);
  });

  it('cannot be enrolled anew once confirmed, and is sealed at rest', async () => {
    await accept(codeAt(0));
    expect(await totp.isEnrolled(person.schoolId, person.id)).toBe(true);
    expect(await totp.enrol(person.schoolId, person.id, person.number)).toBeNull();
    const [row] = await harness.database.query('SELECT secret_cipher FROM totp_secrets');
    expect(row.secret_cipher.toString('latin1')).not.toContain(secret);
  });
});
