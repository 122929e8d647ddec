import { newId } from '../../src/common/id';
import { IdCipher } from '../../src/common/id-cipher';
import { codeOf } from './ask';
import { CHOSEN, initialOf, nextStep, ticketOf, tryPassword } from './sign-in';
import type { RowPerson } from './school-rows';
import { forgetCounters, makeWorld, type World } from './world';

const fullWidth = (text: string): string =>
  [...text].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join('');

describe('the initial password', () => {
  let world: World;
  let person: RowPerson;

  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await forgetCounters();
    person = await world.own.rows.person('fresh', world.own.units.own.at(-1) ?? '');
  });

  const setPassword = async (newPassword: string): Promise<string> => {
    await forgetCounters();
    const first = await tryPassword(world.own, person.number, initialOf(person));
    return codeOf(await nextStep(world.own, 'password', { ticket: ticketOf(first), newPassword }));
  };

  it('does nothing but set a new one', async () => {
    const first = await tryPassword(world.own, person.number, initialOf(person));
    expect(Object.keys(first.body as object).sort()).toEqual(['step', 'ticket']);
    for (const step of ['card', 'totp', 'totp/enrolment']) {
      const answer = await nextStep(world.own, step, {
        ticket: ticketOf(first),
        ...(step === 'card' ? { lastFour: '0001' } : {}),
        ...(step === 'totp' ? { code: '000000' } : {}),
      });
      expect(codeOf(answer)).toBe('TICKET_EXPIRED');
    }
  });

  it('is over once a new one is set, and so is its ticket', async () => {
    const first = await tryPassword(world.own, person.number, initialOf(person));
    const ticket = ticketOf(first);
    const both = await Promise.all([
      nextStep(world.own, 'password', { ticket, newPassword: CHOSEN }),
      nextStep(world.own, 'password', { ticket, newPassword: `${CHOSEN}-2` }),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['TICKET_EXPIRED', 'status 200']);
    expect(codeOf(await tryPassword(world.own, person.number, initialOf(person)))).toBe('CREDENTIALS_WRONG');
  });

  it('takes X, x and 0 for one letter, and full-width typing', async () => {
    const id = newId();
    const idNumber = '99010119990101000X';
    const cipher = world.harness.get(IdCipher);
    await world.harness.database.query('UPDATE people SET id_cipher = $2, id_lookup = $3 WHERE id = $1', [
      person.id,
      cipher.seal(idNumber),
      cipher.lookup(world.own.rows.id, idNumber + id),
    ]);
    for (const typed of ['01000X', '01000x', '010000', fullWidth('01000X'), fullWidth('010000'), ' 01000x ']) {
      await forgetCounters();
      expect((await tryPassword(world.own, person.number, typed)).body).toMatchObject({ step: 'set_password' });
    }
    await forgetCounters();
    expect(codeOf(await tryPassword(world.own, person.number, '010001'))).toBe('CREDENTIALS_WRONG');
    expect((await tryPassword(world.own, fullWidth(person.number), '010000')).status).toBe(200);
  });

  it('gives way to none that is short, common, or made of the ID or student number', async () => {
    const { idNumber, number } = person;
    const refused = [
      'short',
      '1234567',
      'password',
      'iloveyou1',
      '12345678',
      'x'.repeat(65),
      `my${idNumber.slice(4, 10)}pw`,
      `my${idNumber.slice(-6)}pw`,
      `pw-${number}-pw`,
      fullWidth(`my${idNumber.slice(-6)}pw`),
    ];
    for (const word of refused) {
      expect(['PASSWORD_WEAK', 'PASSWORD_DERIVED', 'REQUEST_INVALID']).toContain(await setPassword(word));
    }
    expect(await setPassword(CHOSEN)).toBe('status 200');
  });
});
