import { createPerson, createSchool, signIn } from '../../test/factories';
import { startApp, type Harness } from '../../test/harness';
import { asCaller, clearStores } from '../../test/identity-steps';
import { KeyRing } from '../common/key-ring';
import { TotpService } from '../totp/totp.service';
import { Refusal } from './command';
import { namedAdministrator, resetTotp } from './totp-reset';

describe('the last administrator who lost the authenticator', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startApp();
  });
  beforeEach(() => clearStores(harness));
  afterAll(() => harness.close());

  const reset = (school: string, number: string): Promise<void> =>
    resetTotp(harness.database, harness.get(KeyRing), { school, number });

  it('is let in to enrol a new one by the operator, which stands in the audit log', async () => {
    const school = await createSchool(harness);
    const administrator = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'school_admin' }] });
    const totp = harness.get(TotpService);
    expect(await totp.enrol(school.id, administrator.id, administrator.number)).not.toBeNull();
    await harness.database.query('UPDATE totp_secrets SET confirmed_at = now()');
    const session = asCaller(harness, (await signIn(harness, administrator)).bearer);
    await session.get('/role-grants').expect(200);

    await reset(school.code, administrator.number);
    expect(await totp.isEnrolled(school.id, administrator.id)).toBe(false);
    harness.clock.advance({ seconds: 5 });
    expect((await session.get('/role-grants')).body.code).toBe('PERMISSION_DENIED');
    expect(await harness.database.query('SELECT actor, action, object_id FROM audit_entries')).toEqual([
      { actor: 'system', action: 'totp.reset', object_id: administrator.id },
    ]);
    await expect(reset(school.code, administrator.number)).rejects.toThrow(/no second factor/);
  });

  it('is nobody else', async () => {
    const school = await createSchool(harness);
    const clerk = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'card_staff' }] });
    await harness.get(TotpService).enrol(school.id, clerk.id, clerk.number);
    for (const [code, number] of [
      [school.code, clerk.number],
      [school.code, 'nobody'],
      ['nowhere', clerk.number],
    ] as const) {
      await expect(reset(code, number)).rejects.toThrow(Refusal);
    }
    expect(await harness.database.query('SELECT 1 FROM totp_secrets')).toHaveLength(1);
    expect(() => namedAdministrator(['--number', '1001'])).toThrow(/--school/);
  });
});
