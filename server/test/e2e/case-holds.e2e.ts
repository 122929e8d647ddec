import type { CaseLine } from '@shared/follow-up';
import type { HoldLine } from '@shared/pass';
import type { Page } from '@shared/paging';
import { CaseRetention } from '../../src/case/case-retention.service';
import { FEVERISH, SMALL_FORM } from '../check-in-factories';
import { PassStage, type PassHolder } from '../pass-stage';

const stage = new PassStage();
const FORM = {
  ...SMALL_FORM,
  rules: SMALL_FORM.rules.map((rule) => (rule.key === 'fever' ? { ...rule, setsHold: true } : rule)),
};

beforeAll(() => stage.open());
beforeEach(async () => {
  await stage.reset();
  await stage.campaign(FORM);
});
afterAll(() => stage.harness.close());

const cases = async ({ phone } = stage.counsellor): Promise<CaseLine[]> =>
  ((await phone.get('/cases').expect(200)).body as Page<CaseLine>).items;
const holds = async ({ phone }: PassHolder = stage.counsellor): Promise<HoldLine[]> =>
  ((await phone.get('/holds').expect(200)).body as Page<HoldLine>).items;
const close = async (id = ''): Promise<void> => {
  await stage.counsellor.phone.post(`/cases/${id}/closing`, { note: '复测正常' }).expect(200);
};

describe('a rule that holds', () => {
  it('keeps the person back at once, until the counsellor has closed the case', async () => {
    await stage.report(FEVERISH);
    expect(await stage.page()).toMatchObject({ status: 'held', directions: [], holds: [{ cause: 'open_case' }] });
    expect(await stage.refusal()).toBe('pass_held');
    // whoever is held learns whom to ask
    const [owner] = await stage.rows(
      'SELECT p.name, u.name AS unit FROM people p JOIN units u ON u.id = p.unit_id WHERE p.id = $1',
      [stage.counsellor.person.id],
    );
    expect((await stage.page()).holds.map(({ counsellor }) => counsellor)).toEqual([owner]);
    const [opened] = await cases();
    expect(await holds()).toMatchObject([{ cause: 'open_case', caseId: opened?.id, person: opened?.person }]);
    await close(opened?.id);
    expect([(await stage.page()).status, await stage.refusal(), await holds()]).toEqual(['valid', null, []]);
    expect(await stage.told('pass.')).toEqual(['pass.held', 'pass.released']);
  });

  it('does not hold again for what was closed, nor let go when the answers turn well', async () => {
    await stage.report(FEVERISH);
    await stage.report();
    expect((await stage.page()).status).toBe('held');
    await close((await cases())[0]?.id);
    await stage.report(FEVERISH);
    expect((await stage.page()).status).toBe('valid');
  });

  it('leaves people alone whose answers open another case', async () => {
    await stage.report({ ...FEVERISH, temperature: 365, symptom: 'cough' });
    expect([await cases(), (await stage.page()).status]).toMatchObject([[{ title: { en: 'Symptom' } }], 'valid']);
  });

  it('holds whoever has no pass yet as well: the pass comes with the hold', async () => {
    const newcomer = await stage.member({ presence: 'on_campus' });
    await stage.report(FEVERISH, newcomer);
    expect(await stage.page(newcomer)).toMatchObject({ status: 'apply_return', holds: [{ cause: 'open_case' }] });
    expect(await stage.told('pass.', newcomer)).toEqual([]);
  });

  it('names the counsellor who lifted it in the audit log', async () => {
    await stage.report(FEVERISH);
    await close((await cases())[0]?.id);
    const entries = await stage.rows<{ action: string; is_system: boolean; has_request: boolean }>(
      `SELECT action, actor = 'system' AS is_system, request_id <> '-' AS has_request FROM audit_entries
       WHERE object_kind IN ('case', 'pass_hold') ORDER BY id`,
      [],
    );
    expect(entries).toEqual([
      { action: 'hold.place', is_system: true, has_request: false },
      { action: 'case.close', is_system: false, has_request: true },
      { action: 'hold.lift', is_system: false, has_request: true },
    ]);
  });

  it('holds nobody for ever: what a forgotten case had placed goes with it', async () => {
    await stage.report(FEVERISH);
    const [source] = await stage.rows<{ id: string }>('SELECT source_id AS id FROM cases WHERE person_id = $1');
    await stage.harness.database.transaction((tx) =>
      stage.harness.get(CaseRetention).forget(tx, stage.school.id, 'check_in_report', [source?.id ?? '']),
    );
    expect(await stage.rows('SELECT id FROM pass_holds WHERE person_id = $1')).toEqual([]);
    expect([(await stage.page()).status, await stage.refusal()]).toEqual(['valid', null]);
  });

  it('and a closing at the same moment leave nobody held without a case', async () => {
    for (let round = 0; round < 8; round += 1) {
      await stage.report(FEVERISH);
      const [opened] = await cases();
      await stage.rows('DELETE FROM pass_holds WHERE person_id = $1');
      await Promise.all([stage.report(FEVERISH), close(opened?.id)]);
      const left = await stage.rows<{ id: string }>(
        `SELECT h.id FROM pass_holds h JOIN cases k ON k.id = h.source_id
         WHERE h.person_id = $1 AND h.lifted_at IS NULL AND k.state = 'closed'`,
      );
      expect(left).toEqual([]);
      await stage.rows('DELETE FROM cases WHERE person_id = $1');
    }
  });
});
