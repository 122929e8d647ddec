import { DEFAULT_PASS_POLICY, type PassView } from '@shared/pass';
import { IMPORT_COLUMNS } from '../../src/import/import.types';
import { asOwner } from '../database';
import { grantRole } from '../factories';
import { ReturnStage, type Member } from '../return-stage';

const stage = new ReturnStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const MORNING_OF_RETURN = '2026-09-10T04:00:00.000Z';
const page = async (member?: Member): Promise<PassView> => {
  const { phone } = member ?? (await stage.as(stage.student.person));
  return (await phone.get('/pass').expect(200)).body as PassView;
};
const told = async (): Promise<string[]> => {
  const rows: { kind: string }[] = await stage.harness.database.query(
    'SELECT kind FROM notices WHERE person_id = $1 ORDER BY id',
    [stage.student.person.id],
  );
  return rows.map(({ kind }) => kind);
};
/** How terminals without network know the pass. */
const refusal = async (): Promise<string | null | undefined> => {
  const rows: { refusal: string | null }[] = await stage.harness.database.query(
    'SELECT refusal FROM pass_standings s JOIN passes a ON a.id = s.pass_id WHERE a.person_id = $1',
    [stage.student.person.id],
  );
  return rows[0]?.refusal;
};
const arrived = async (): Promise<void> => {
  const { id } = await stage.approved();
  await stage.arrive({ id }).expect(200);
};
const leave = async (leavesAt: string): Promise<void> => {
  const approverId = stage.counsellor.person.id;
  const input = { leavesAt, destination: '包头', reason: '回家', approverId };
  await stage.student.phone.post('/leavings', input).expect(201);
  await stage.decide();
  stage.harness.clock.set(leavesAt);
  await stage.harness.runJobs();
};
const setPresence = async (presence: 'on_campus' | 'off_campus', person = stage.student.person): Promise<void> => {
  await stage.administrator.phone.put(`/people/${person.id}/presence`, { presence }).expect(204);
};
const sendHome = async (): Promise<number> => {
  const batch = { presence: 'off_campus', unitIds: [stage.school.rootUnitId], kind: 'student' };
  return ((await stage.administrator.phone.post('/presence-batches', batch).expect(200)).body as { changed: number })
    .changed;
};
const clerk = async (): Promise<Member> => {
  const member = await stage.member({ kind: 'staff', unitId: stage.school.rootUnitId });
  await grantRole(stage.harness, member.person, 'card_staff');
  return stage.as(member.person);
};

describe('a pass begins', () => {
  it('with the approval, the moment it takes effect, whether or not the person is here yet', async () => {
    const { id } = await stage.submitted();
    expect(await page()).toMatchObject({ status: 'apply_return' });
    await stage.decide();
    expect(await page()).toMatchObject({ status: 'apply_return' });
    stage.harness.clock.advance({ seconds: 10 });
    // the first look settles it, no job has run
    expect(await page()).toMatchObject({ status: 'valid', directions: ['in', 'out'] });
    expect([await told(), await refusal()]).toEqual([['return.approved', 'pass.created'], null]);
    await stage.arrive({ id }).expect(200);
    expect(await page()).toMatchObject({ status: 'valid' });
  });

  it.each([
    ['returned', { outcome: 'return', reason: 'other', comment: 'page two' }],
    ['rejected', { outcome: 'reject', reason: 'not_allowed_now' }],
  ] as const)('with nothing else: an application that is %s gives none', async (_, wish) => {
    await stage.submitted();
    await stage.decide(wish);
    stage.harness.clock.advance({ seconds: 10 });
    await stage.harness.runJobs();
    expect(await page()).toMatchObject({ status: 'apply_return' });
    expect(await told()).not.toContain('pass.created');
  });

  it('or is taken back with a decision whose effect failed', async () => {
    const { id } = await stage.submitted();
    await stage.decide();
    stage.harness.clock.advance({ seconds: 10 });
    await asOwner(`ALTER TABLE notices ADD CONSTRAINT nobody_is_told CHECK (kind <> 'return.approved') NOT VALID`);
    try {
      await stage.harness.runJobs();
      expect(await page()).toMatchObject({ status: 'apply_return' });
    } finally {
      await asOwner('ALTER TABLE notices DROP CONSTRAINT nobody_is_told');
    }
    await stage.read(id);
    expect(await page()).toMatchObject({ status: 'valid' });
  });
});

describe('a pass ends', () => {
  it('with leaving the campus: out for a day, then not at all, until the next approval', async () => {
    await arrived();
    const leavesAt = '2026-09-07T10:00:00.000Z';
    await leave(leavesAt);
    expect([await page(), await refusal()]).toMatchObject([{ status: 'ended', directions: ['out'] }, 'pass_ended']);
    stage.harness.clock.advance({ hours: 24 });
    expect(await page()).toMatchObject({ status: 'ended', directions: [] });
    stage.student = await stage.as(stage.student.person);
    stage.counsellor = await stage.as(stage.counsellor.person);
    await stage.approved();
    expect([await page(), await refusal()]).toMatchObject([{ status: 'valid', directions: ['in', 'out'] }, null]);
    expect((await told()).filter((kind) => kind === 'pass.created')).toHaveLength(2);
  });

  it('with a holiday batch, for those who went by it', async () => {
    await arrived();
    const approved = await stage.member();
    await stage.approved(approved);
    expect(await sendHome()).toBe(1);
    expect((await page()).status).toBe('ended');
    expect((await page(approved)).status).toBe('valid');
    expect(await sendHome()).toBe(0);
  });

  it('with an administrator’s word, and not with a word that changes nothing', async () => {
    await stage.approved();
    await setPresence('off_campus');
    expect((await page()).status).toBe('valid');
    await setPresence('on_campus');
    await setPresence('off_campus');
    expect((await page()).status).toBe('valid');
    stage.harness.clock.set(MORNING_OF_RETURN);
    stage.administrator = await stage.as(stage.administrator.person);
    await setPresence('on_campus');
    await setPresence('off_campus');
    expect((await page()).status).toBe('ended');
  });

  it('not for whoever is approved to come back later', async () => {
    await arrived();
    const ahead = await stage.submitted();
    await stage.decide();
    stage.harness.clock.advance({ seconds: 10 });
    await stage.read(ahead.id);
    await leave('2026-09-08T10:00:00.000Z');
    expect(await stage.presence()).toBe('off_campus');
    expect((await page()).status).toBe('valid');
  });

  it('and is given back by an approval of the same moment', async () => {
    await arrived();
    for (let round = 0; round < 5; round += 1) {
      await setPresence('on_campus');
      const ahead = await stage.submitted();
      await stage.decide();
      stage.harness.clock.advance({ seconds: 10 });
      await Promise.all([setPresence('off_campus'), stage.read(ahead.id)]);
      expect((await page()).status).toBe('valid');
      stage.student = await stage.as(stage.student.person);
      await stage.student.phone.post(`/returns/${ahead.id}/withdrawal`).expect(200);
    }
  });
});

describe('a return that is taken back after its approval', () => {
  const takeBack = async (id: string): Promise<void> => {
    stage.student = await stage.as(stage.student.person);
    await stage.student.phone.post(`/returns/${id}/withdrawal`).expect(200);
  };

  it('takes the pass along, with network and without, and the next approval gives it again', async () => {
    const { id } = await stage.approved();
    expect([(await page()).status, await refusal()]).toEqual(['valid', null]);
    await takeBack(id);
    expect([(await page()).status, await refusal()]).toEqual(['ended', 'pass_ended']);
    await stage.approved();
    expect([(await page()).status, await refusal()]).toEqual(['valid', null]);
  });

  it('takes none from whoever is on campus by an earlier one', async () => {
    await arrived();
    await takeBack((await stage.approved()).id);
    expect([(await page()).status, await refusal()]).toEqual(['valid', null]);
  });

  it('takes that along which somebody kept for it when they left', async () => {
    await arrived();
    const ahead = await stage.approved();
    await leave('2026-09-08T10:00:00.000Z');
    expect((await page()).status).toBe('valid');
    await takeBack(ahead.id);
    expect([(await page()).status, await refusal()]).toEqual(['ended', 'pass_ended']);
  });

  it('takes none from whoever needs no return', async () => {
    const policy = { ...DEFAULT_PASS_POLICY, exemptUnitIds: [stage.classUnit.id] };
    const { id } = await stage.approved();
    await stage.administrator.phone.put('/pass-policy', policy).expect(200);
    await takeBack(id);
    expect([(await page()).status, await refusal()]).toEqual(['valid', null]);
  });

  it('takes nothing before its approval: there is none to take', async () => {
    await takeBack((await stage.submitted()).id);
    expect((await page()).status).toBe('apply_return');
  });
});

describe('whoever leaves the school', () => {
  const openCauses = async (): Promise<string[]> => {
    const rows: { cause: string }[] = await stage.harness.database.query(
      'SELECT cause FROM pass_holds WHERE person_id = $1 AND lifted_at IS NULL',
      [stage.student.person.id],
    );
    return rows.map(({ cause }) => cause);
  };
  const endedAt = async (): Promise<Date | null> => {
    const rows: { ended_at: Date | null }[] = await stage.harness.database.query(
      'SELECT ended_at FROM passes WHERE person_id = $1',
      [stage.student.person.id],
    );
    return rows[0]?.ended_at ?? null;
  };

  it('is held, with the pass at its end, whatever was approved', async () => {
    await stage.approved();
    const staff = await clerk();
    await staff.phone.put(`/people/${stage.student.person.id}/state`, { state: 'left' }).expect(204);
    expect(await openCauses()).toEqual(['left']);
    expect([await endedAt(), await refusal()]).toEqual([stage.harness.clock.now(), 'person_inactive']);
  });

  it('is held by a file that says so, as whoever is suspended by one is refused', async () => {
    await arrived();
    const { person } = stage.student;
    const [{ code } = { code: '' }]: { code: string }[] = await stage.harness.database.query(
      'SELECT code FROM units WHERE id = $1',
      [stage.classUnit.id],
    );
    const importAs = async (state: string): Promise<void> => {
      const staff = await clerk();
      const line = [
        person.number,
        '虚构',
        'unstated',
        'student',
        code,
        'main',
        'resident',
        person.idNumber,
        state,
        '',
        '',
      ];
      const file = `${IMPORT_COLUMNS.join(',')}\n${line.join(',')}\n`;
      const send = (path: string) =>
        stage.harness.request
          .post(`/api/v1${path}`)
          .set({ authorization: staff.bearer, 'content-type': 'text/csv' })
          .send(file);
      const { id } = (await send('/imports?missingMeans=keep').expect(201)).body as { id: string };
      await send(`/imports/${id}/confirmation`).expect(200);
    };
    await importAs('suspended');
    expect([await openCauses(), await refusal()]).toEqual([[], 'person_inactive']);
    await importAs('active');
    expect(await refusal()).toBeNull();
    await importAs('left');
    expect([await openCauses(), await refusal()]).toEqual([['left'], 'person_inactive']);
  });

  it('is refused while suspended, and not a moment longer', async () => {
    await arrived();
    const staff = await clerk();
    const setState = (state: string) =>
      staff.phone.put(`/people/${stage.student.person.id}/state`, { state }).expect(204);
    await setState('suspended');
    expect(await refusal()).toBe('person_inactive');
    await setState('active');
    expect(await refusal()).toBeNull();
    expect((await page()).status).toBe('valid');
  });
});
