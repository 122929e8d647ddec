import type { OverrideEffect, OverrideView } from '@shared/pass';
import type { Page } from '@shared/paging';
import { createHold } from '../pass-factories';
import { PassStage, type PassHolder } from '../pass-stage';
import { refused } from '../return-stage';

const stage = new PassStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

const REASON = '校医院电话确认已康复';
const propose = (effect: OverrideEffect, personId = stage.student.person.id) =>
  stage.administrator.phone.post('/pass-overrides', { personId, effect, reason: `  ${REASON}  ` });
const proposed = async (effect: OverrideEffect, personId?: string): Promise<OverrideView> =>
  (await propose(effect, personId).expect(201)).body as OverrideView;
const decide = ({ id }: OverrideView, how: 'confirmation' | 'refusal', by: PassHolder = stage.colleague) =>
  by.phone.post(`/pass-overrides/${id}/${how}`);
const list = async (query = ''): Promise<Page<OverrideView>> =>
  (await stage.colleague.phone.get(`/pass-overrides${query}`).expect(200)).body as Page<OverrideView>;

describe('an override', () => {
  it('holds when a second administrator confirms it, and is lifted by another one', async () => {
    const override = await proposed('hold');
    expect(override).toMatchObject({
      ...{ effect: 'hold', reason: REASON, state: 'proposed', decidedBy: null, decidedAt: null },
      person: { personId: stage.student.person.id },
      proposedBy: { personId: stage.administrator.person.id },
    });
    expect((await stage.page()).status).toBe('valid');
    expect((await decide(override, 'confirmation').expect(200)).body).toMatchObject({
      ...{ state: 'confirmed', decidedBy: { personId: stage.colleague.person.id } },
    });
    expect(await stage.page()).toMatchObject({ status: 'held', holds: [{ cause: 'override', counsellor: null }] });
    await decide(await proposed('lift'), 'confirmation').expect(200);
    expect([(await stage.page()).status, await stage.refusal()]).toEqual(['valid', null]);
  });

  it('lifts every cause but having left', async () => {
    for (const cause of ['fever', 'open_case', 'override', 'left'] as const) {
      await createHold(stage.harness, stage.student.person, { cause });
    }
    await decide(await proposed('lift'), 'confirmation').expect(200);
    expect((await stage.page()).holds.map(({ cause }) => cause)).toEqual(['left']);
  });

  it('does nothing when it is refused, by the second one or by the one who proposed it', async () => {
    for (const by of [stage.colleague, stage.administrator]) {
      const override = await proposed('hold');
      expect((await decide(override, 'refusal', by).expect(200)).body).toMatchObject({ state: 'refused' });
      expect((await refused(decide(override, 'confirmation'), 'OVERRIDE_STATE_CONFLICT')).details).toEqual({
        state: 'refused',
      });
    }
    expect([(await stage.page()).status, await stage.told('pass.')]).toEqual(['valid', []]);
  });

  it('is one at a time, until it has been open for a day', async () => {
    const override = await proposed('hold');
    await refused(propose('hold'), 'OVERRIDE_OPEN');
    stage.harness.clock.advance({ hours: 24 });
    stage.administrator = await stage.as(stage.administrator.person);
    stage.colleague = await stage.as(stage.colleague.person);
    expect((await refused(decide(override, 'confirmation'), 'OVERRIDE_STATE_CONFLICT')).details).toEqual({
      state: 'expired',
    });
    expect((await list()).items).toMatchObject([{ id: override.id, state: 'expired' }]);
    const next = await proposed('hold');
    expect((await list()).items.map(({ id, state }) => [id, state])).toEqual([
      [next.id, 'proposed'],
      [override.id, 'expired'],
    ]);
  });

  it('is refused about nobody, about whoever has left, and where there is nothing to lift', async () => {
    await refused(propose('hold', stage.passId), 'PERSON_UNKNOWN');
    const gone = await stage.member({ state: 'left' });
    await refused(propose('hold', gone.person.id), 'PERSON_LEFT');
    expect((await refused(propose('lift'), 'OVERRIDE_STATE_CONFLICT')).details).toEqual({ holds: 0 });
  });

  it('is listed from page to page, the latest first', async () => {
    for (let nth = 0; nth < 55; nth += 1) {
      stage.harness.clock.advance({ ms: nth % 2 });
      const person = await stage.member();
      await proposed('hold', person.person.id);
    }
    const first = await list();
    const second = await list(`?cursor=${first.nextCursor}`);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(55);
    expect(second.nextCursor).toBeNull();
  });
});
