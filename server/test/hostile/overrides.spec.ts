import { AuditSealer } from '../../src/common/audit-seal';
import { verifySchool, type AuditVerdict } from '../../src/operator/audit-verify';
import type { OverrideView } from '@shared/pass';
import { asOwner } from '../database';
import { createSchool } from '../factories';
import { PassStage, type PassHolder } from '../pass-stage';
import { refused } from '../return-stage';

/** One person who tries to hold or let pass on their own, and what remains of it when two did. */
const stage = new PassStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

const REASON = 'a visitor of the clinic, told by phone';
const propose = (
  by: PassHolder,
  effect: 'hold' | 'lift',
  reason: unknown = REASON,
  personId = stage.student.person.id,
) => by.phone.post('/pass-overrides', { personId, effect, reason });
const proposed = async (effect: 'hold' | 'lift' = 'lift', by = stage.administrator): Promise<OverrideView> =>
  (await propose(by, effect).expect(201)).body as OverrideView;
const confirm = ({ id }: { id: string }, { phone }: PassHolder) => phone.post(`/pass-overrides/${id}/confirmation`);
const refuse = ({ id }: { id: string }, { phone }: PassHolder) => phone.post(`/pass-overrides/${id}/refusal`);
const status = async (): Promise<string> => (await stage.page()).status;

describe('one person', () => {
  beforeEach(() => stage.hold());

  it('lifts nothing by proposing it, and does not confirm what they proposed', async () => {
    const override = await proposed();
    expect(await status()).toBe('held');
    await refused(confirm(override, stage.administrator), 'OVERRIDE_NEEDS_ANOTHER');
    const elsewhere = await stage.as(stage.administrator.person, 'another-phone');
    await refused(confirm(override, elsewhere), 'OVERRIDE_NEEDS_ANOTHER');
    expect(await status()).toBe('held');
  });

  it('does not do it past the application either', async () => {
    const { id } = await proposed();
    const { administrator, student } = stage;
    const decide = (by: string) =>
      stage.rows(`UPDATE pass_overrides SET state = 'confirmed', decided_by = $2, decided_at = now() WHERE id = $1`, [
        id,
        by,
      ]);
    await expect(decide(administrator.person.id)).rejects.toThrow('check');
    await expect(decide(student.person.id)).rejects.toThrow('check');
    await expect(
      stage.rows(`UPDATE pass_overrides SET state = 'confirmed', decided_at = now() WHERE id = $1`, [id]),
    ).rejects.toThrow('check');
    await expect(
      stage.rows('UPDATE pass_holds SET lifted_at = now(), lifted_by = person_id WHERE person_id = $1'),
    ).rejects.toThrow('check');
  });

  it('does not decide about themself, in neither place', async () => {
    const { colleague, administrator } = stage;
    await refused(propose(administrator, 'hold', REASON, administrator.person.id), 'OVERRIDE_NEEDS_ANOTHER');
    await refused(
      propose(administrator, 'hold', REASON, administrator.person.id.toUpperCase()),
      'OVERRIDE_NEEDS_ANOTHER',
    );
    const about = (await propose(administrator, 'hold', REASON, colleague.person.id).expect(201)).body as OverrideView;
    await refused(confirm(about, colleague), 'OVERRIDE_NEEDS_ANOTHER');
    await refused(refuse(about, colleague), 'OVERRIDE_NEEDS_ANOTHER');
    const { items } = (await colleague.phone.get('/pass-overrides').expect(200)).body as { items: OverrideView[] };
    expect(items).toEqual([]);
  });

  it('finds nobody to confirm once the role of the one who proposed it is gone', async () => {
    const override = await proposed();
    await stage.rows('DELETE FROM role_grants WHERE person_id = $1', [stage.administrator.person.id]);
    await refused(confirm(override, stage.colleague), 'OVERRIDE_NEEDS_ANOTHER');
    await refuse(override, stage.colleague).expect(200);
  });

  it('who is no administrator is refused at every door', async () => {
    const override = await proposed();
    for (const holder of [
      stage.counsellor,
      stage.student,
      await stage.member({ kind: 'staff', roles: [{ role: 'card_staff' }] }),
    ]) {
      await refused(propose(holder, 'lift'), 'PERMISSION_DENIED');
      await refused(confirm(override, holder), 'PERMISSION_DENIED');
      await refused(refuse(override, holder), 'PERMISSION_DENIED');
      await refused(holder.phone.get('/pass-overrides'), 'PERMISSION_DENIED');
    }
  });

  it('of another school is told the same as of an override that nobody made', async () => {
    const override = await proposed();
    const far = await stage.administratorOf(await createSchool(stage.harness));
    const [foreign, absent] = [await confirm(override, far), await confirm({ id: stage.passId }, far)];
    expect([foreign.status, absent.status]).toEqual([404, 404]);
    expect({ ...foreign.body, instance: '' }).toEqual({ ...absent.body, instance: '' });
    await refused(propose(far, 'hold'), 'PERSON_UNKNOWN');
  });
});

describe('without a reason', () => {
  it.each([
    ['nothing', null],
    ['a word', 'sick'],
    ['blanks', ' '.repeat(40)],
    ['nine signs among blanks', 'a b c d e f g h i'],
    ['five signs of two units each', '𠮷'.repeat(5)],
    ['a novel', 'x'.repeat(501)],
    ['what no database holds', `enough of a reason\0`],
    ['a list', ['enough of a reason']],
  ])('that is more than %s nothing is proposed', async (_, reason) => {
    const { fields } = await refused(propose(stage.administrator, 'hold', reason), 'REQUEST_INVALID');
    expect(fields?.[0]?.path).toMatch(/^\/reason/);
    expect(await stage.rows('SELECT id FROM pass_overrides', [])).toEqual([]);
  });
});

describe('two who decide at once', () => {
  it('are one: the other is told that it is decided', async () => {
    const third = await stage.administratorOf();
    for (let round = 0; round < 10; round += 1) {
      await stage.hold();
      const override = await proposed();
      const answers = await Promise.all([confirm(override, stage.colleague), refuse(override, third)]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      const isLifted = answers[0].status === 200;
      expect(await status()).toBe(isLifted ? 'valid' : 'held');
      await stage.rows('UPDATE pass_holds SET lifted_at = now() WHERE person_id = $1 AND lifted_at IS NULL');
    }
  });

  it('propose once about one person', async () => {
    const answers = await Promise.all(
      [stage.administrator, stage.colleague, stage.administrator].map((by) => propose(by, 'hold')),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
  });
});

describe('what remains', () => {
  const verdict = (): Promise<AuditVerdict> =>
    verifySchool(stage.harness.database, { id: stage.school.id, code: stage.school.code });
  const overridden = async (): Promise<void> => {
    const override = await proposed('hold');
    stage.harness.clock.advance({ minutes: 10 });
    stage.colleague = await stage.as(stage.colleague.person);
    await confirm(override, stage.colleague).expect(200);
    stage.harness.clock.advance({ minutes: 10 });
    await stage.harness.get(AuditSealer).seal({ schoolId: stage.school.id });
  };

  it('is the name of each of the two in the log, and a word to the person', async () => {
    const override = await proposed('hold');
    expect(await stage.told('pass.')).toEqual([]);
    await confirm(override, stage.colleague).expect(200);
    expect((await stage.told('pass.')).sort()).toEqual(['pass.held', 'pass.override']);
    const entries = await stage.rows<{ action: string; actor: string }>(
      `SELECT action, actor FROM audit_entries WHERE object_kind IN ('pass_override', 'pass_hold') ORDER BY id`,
      [],
    );
    expect(entries.map(({ action }) => action)).toEqual(['override.propose', 'override.confirm', 'hold.place']);
    const [first, second, third] = entries.map(({ actor }) => actor);
    expect(first).not.toBe(second);
    expect(third).toBe(second);
  });

  it('is a log whose chain holds, and breaks when the row of either step is taken out or changed', async () => {
    await overridden();
    expect(await verdict()).toMatchObject({ batches: 1, unsealed: 0, broken: null });
    for (const tampering of [
      `DELETE FROM audit_entries WHERE action = 'override.propose'`,
      `DELETE FROM audit_entries WHERE action = 'override.confirm'`,
      `UPDATE audit_entries SET actor = 'somebody' WHERE action = 'override.confirm'`,
      `UPDATE audit_entries SET action = 'override.refuse' WHERE action = 'override.confirm'`,
    ]) {
      await asOwner('CREATE TABLE kept AS SELECT * FROM audit_entries');
      try {
        await asOwner(tampering);
        expect((await verdict()).broken).toMatchObject({ batch: 1 });
      } finally {
        await asOwner('DELETE FROM audit_entries');
        await asOwner('INSERT INTO audit_entries OVERRIDING SYSTEM VALUE SELECT * FROM kept');
        await asOwner('DROP TABLE kept');
      }
      expect((await verdict()).broken).toBeNull();
    }
  });

  it('cannot be taken out by the application', async () => {
    await overridden();
    await expect(stage.rows(`DELETE FROM audit_entries WHERE action = 'override.confirm'`, [])).rejects.toThrow(
      /permission denied/,
    );
  });
});
