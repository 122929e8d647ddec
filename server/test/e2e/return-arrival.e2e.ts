import { randomUUID } from 'node:crypto';
import type { CheckInForm } from '@shared/check-in';
import type { Page } from '@shared/paging';
import type { CampusCircle, ExpectedLine, ExpectedTally, ReturnView } from '@shared/return';
import gcoord from 'gcoord';
import { Outbox } from '../../src/common/outbox';
import { reportFor } from '../check-in-factories';
import { createUnit } from '../factories';
import { AT_CAMPUS, CAMPUS, refused, ReturnStage, type Member } from '../return-stage';

const stage = new ReturnStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const expected = async (query = '', member: Member = stage.counsellor): Promise<Page<ExpectedLine>> =>
  (await member.phone.get(`/return-arrivals${query}`).expect(200)).body as Page<ExpectedLine>;
const tally = async (member: Member = stage.counsellor): Promise<ExpectedTally[]> =>
  ((await member.phone.get('/return-arrivals/tally?day=2026-09-10').expect(200)).body as { items: ExpectedTally[] })
    .items;
const flags = async (): Promise<string[]> => {
  const { items } = await expected('?state=arrived');
  return items[0]?.arrival?.flags ?? [];
};

describe('arriving', () => {
  it('waits for the approval, and for its ten seconds', async () => {
    const sent = await stage.submitted();
    expect((await refused(stage.arrive(sent), 'RETURN_STATE_CONFLICT')).details).toEqual({ state: 'submitted' });
    await stage.decide();
    stage.harness.clock.advance({ seconds: 9 });
    await refused(stage.arrive(sent), 'RETURN_STATE_CONFLICT');
    stage.harness.clock.advance({ seconds: 1 });
    await stage.arrive(sent).expect(200);
    await refused(stage.arrive(sent), 'RETURN_STATE_CONFLICT');
  });

  it('does not happen 800 km away, nor by a vague fix; the phone is told how far it is', async () => {
    const approved = await stage.approved();
    const beijing = { latitude: 33.65, longitude: 111.7, accuracy: 30, system: 'wgs84' as const };
    const { details } = await refused(stage.arrive(approved, beijing), 'ARRIVAL_OUTSIDE');
    expect(details?.distanceMetres).toBeGreaterThan(790_000);
    await refused(stage.arrive(approved, { ...AT_CAMPUS, accuracy: 3000 }), 'ARRIVAL_INACCURATE');
    await refused(stage.arrive(approved, { ...AT_CAMPUS, latitude: 91 }), 'REQUEST_INVALID');
    expect(await stage.presence()).toBe('off_campus');
    expect((await stage.read(approved.id)).state).toBe('approved');
  });

  it('reads the grid of Chinese maps', async () => {
    const approved = await stage.approved();
    const { latitude, longitude } = AT_CAMPUS;
    const [x, y] = gcoord.transform<[number, number]>([longitude, latitude], gcoord.WGS84, gcoord.GCJ02);
    const shown = { latitude: y, longitude: x, accuracy: 20 };
    await refused(stage.arrive(approved, { ...shown, system: 'wgs84' }), 'ARRIVAL_OUTSIDE');
    await stage.arrive(approved, { ...shown, system: 'gcj02' }).expect(200);
  });

  it('happens once, however often the phone repeats it', async () => {
    const approved = await stage.approved();
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => stage.arrive(approved, AT_CAMPUS, stage.student, key)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await refused(stage.arrive(approved, { ...AT_CAMPUS, accuracy: 21 }, stage.student, key), 'IDEMPOTENCY_KEY_REUSED');
  });

  it('has no circle to lie in where the campus has none', async () => {
    await stage.administrator.phone.put(`/campuses/${stage.school.campusId}/circles`, { items: [] }).expect(200);
    expect((await refused(stage.arrive(await stage.approved()), 'ARRIVAL_OUTSIDE')).details).toBeUndefined();
  });

  it('shows everybody the circles', async () => {
    const { items } = (await stage.student.phone.get('/campuses/circles').expect(200)).body as {
      items: CampusCircle[];
    };
    expect(items).toEqual([{ campusId: stage.school.campusId, name: { zh: '主校区', en: 'Main' }, ...CAMPUS }]);
  });
});

describe('whoever was approved', () => {
  const arrivesAll = async (): Promise<void> => {
    stage.harness.clock.advance({ seconds: 5 });
    const { campaign, application } = await stage.desk();
    expect([campaign.id, application?.state]).toEqual([stage.campaignId, 'approved']);
    await stage.arrive({ id: application?.id ?? '' }).expect(200);
    await refused(stage.student.phone.get('/returns/desk'), 'CAMPAIGN_NONE');
  };

  it('arrives after the campaign has ended', async () => {
    await stage.approved();
    await stage.administrator.phone.post(`/campaigns/${stage.campaignId}/end`).expect(200);
    await arrivesAll();
  });

  it('arrives when the campaign no longer asks them', async () => {
    await stage.approved();
    await stage.harness.database.query(`UPDATE campaigns SET audience_kinds = '{staff}' WHERE id = $1`, [
      stage.campaignId,
    ]);
    await arrivesAll();
  });
});

describe('what an approver is told of an arrival', () => {
  it('is nothing of a plain one', async () => {
    await stage.arrive(await stage.approved()).expect(200);
    expect(await flags()).toEqual([]);
  });

  it('is that the last report came from where nobody can have come from', async () => {
    const approved = await stage.approved();
    const form = (await stage.student.phone.get('/check-ins/form').expect(200)).body as CheckInForm;
    const sydney = { latitude: -33.87, longitude: 151.21, accuracy: 5 };
    await stage.student.phone.post('/check-ins', reportFor(form, { location: sydney })).expect(201);
    stage.harness.clock.advance({ minutes: 5 });
    await stage.arrive(approved).expect(200);
    expect(await flags()).toEqual(['impossible_travel']);
  });

  it('is that somebody else arrived at the very same place to six decimals', async () => {
    await stage.arrive(await stage.approved()).expect(200);
    const friend = await stage.member();
    stage.harness.clock.advance({ minutes: 1 });
    await stage.arrive(await stage.approved(friend), AT_CAMPUS, friend).expect(200);
    const { items } = await expected('?state=arrived');
    expect(new Map(items.map(({ personId, arrival }) => [personId, arrival?.flags]))).toEqual(
      new Map([
        [stage.student.person.id, []],
        [friend.person.id, ['repeated_coordinates']],
      ]),
    );
    const other = await stage.member();
    const near = { ...AT_CAMPUS, latitude: AT_CAMPUS.latitude + 0.000002 };
    await stage.arrive(await stage.approved(other), near, other).expect(200);
    const line = (await expected('?state=arrived')).items.find(({ personId }) => personId === other.person.id);
    expect(line?.arrival?.flags).toEqual([]);
  });

  it('is that only the inaccuracy of the fix reached in', async () => {
    const edge = { ...AT_CAMPUS, latitude: CAMPUS.latitude + 560 / 111_195, longitude: CAMPUS.longitude, accuracy: 90 };
    await stage.arrive(await stage.approved(), edge).expect(200);
    expect(await flags()).toEqual(['inaccurate']);
  });

  it('keeps no place finer than six decimals, and shows it to nobody', async () => {
    const fix = { ...AT_CAMPUS, latitude: 40.85112345678 };
    const { text } = await stage.arrive(await stage.approved(), fix).expect(200);
    expect(text).not.toContain('40.85');
    const [row] = await stage.harness.database.query('SELECT latitude, accuracy_metres FROM return_arrivals');
    expect(row).toEqual({ latitude: '40.851123', accuracy_metres: 20 });
  });
});

describe('who is expected', () => {
  it('is counted by unit and hour: classes for the counsellor, colleges for the administrator', async () => {
    const friend = await stage.member();
    await stage.approved();
    const arriving = await stage.approved(friend);
    const hourAt = '2026-09-10T04:00:00.000Z';
    expect(await tally()).toEqual([
      { unitId: stage.classUnit.id, unit: expect.anything(), hourAt, expected: 2, arrived: 0 },
    ]);
    await stage.arrive(arriving, AT_CAMPUS, friend).expect(200);
    expect(await tally(stage.administrator)).toMatchObject([
      { unitId: stage.college.id, hourAt, expected: 1, arrived: 1 },
    ]);
  });

  it('counts who was approved from the instant on, whether or not anybody settled it', async () => {
    await stage.submitted();
    await stage.decide();
    expect([(await expected()).items, await tally()]).toEqual([[], []]);
    stage.harness.clock.advance({ seconds: 10 });
    expect((await tally()).map(({ expected: count }) => count)).toEqual([1]);
    const other = await stage.member();
    await stage.submitted(other);
    await stage.decide();
    stage.harness.clock.advance({ seconds: 10 });
    expect((await expected()).items).toHaveLength(2);
  });

  it('is listed by hour and by name, page by page, for the own units only', async () => {
    const approved = await stage.approved();
    const { items } = await expected('?state=expected&day=2026-09-10');
    expect(items).toMatchObject([
      { applicationId: approved.id, personId: stage.student.person.id, transport: 'train', arrival: null },
    ]);
    expect((await expected('?day=2026-09-11')).items).toEqual([]);
    expect((await expected(`?unitId=${stage.college.id}`)).items).toHaveLength(1);
    expect((await expected('', stage.colleague)).items).toEqual([]);
    expect((await expected('', stage.administrator)).items).toHaveLength(1);
    await refused(stage.counsellor.phone.get('/return-arrivals?cursor=x'), 'REQUEST_INVALID');
    await refused(stage.student.phone.get('/return-arrivals'), 'PERMISSION_DENIED');
  });

  it('turns its pages without losing or doubling anybody', async () => {
    const { harness, school } = stage;
    await stage.approved();
    await harness.database.query(
      `WITH more AS (
         INSERT INTO people (school_id, id, number, name, sex, kind, state, unit_id, campus_id, presence, presence_since,
           id_kind, id_cipher, id_lookup)
         SELECT school_id, gen_random_uuid(), 'more' || n, 'more', sex, kind, state, unit_id, campus_id, presence, presence_since,
           id_kind, id_cipher, decode(md5(n::text) || md5(n::text), 'hex') FROM people, generate_series(1, 64) n WHERE id = $2
         RETURNING id
       )
       INSERT INTO return_applications (school_id, id, campaign_id, person_id, state, version, returns_at, campus_id,
         approver_id, created_at, updated_at)
       SELECT a.school_id, gen_random_uuid(), a.campaign_id, more.id, 'approved', 1, a.returns_at, a.campus_id,
         a.approver_id, a.created_at, a.updated_at
       FROM return_applications a, more WHERE a.school_id = $1`,
      [school.id, stage.student.person.id],
    );
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page<ExpectedLine> = await expected(cursor ? `?cursor=${cursor}` : '');
      seen.push(...page.items.map(({ applicationId }) => applicationId));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([65, 65]);
  });
});

describe('an approver confirms an arrival', () => {
  it('who sees the person standing there; it says so, and is in the audit log', async () => {
    const { id } = await stage.approved();
    const line = (await stage.counsellor.phone.post(`/return-arrivals/${id}/confirmation`).expect(200))
      .body as ExpectedLine;
    expect(line).toMatchObject({ applicationId: id, arrival: { means: 'approver', flags: [] } });
    expect(await stage.presence()).toBe('on_campus');
    const [entry] = await stage.harness.database.query(
      `SELECT object_id FROM audit_entries WHERE action = 'return.arrive_by_approver'`,
    );
    expect(entry).toEqual({ object_id: id });
    await refused(stage.counsellor.phone.post(`/return-arrivals/${id}/confirmation`), 'RETURN_STATE_CONFLICT');
  });

  it('once, however often the phone repeats it', async () => {
    const { id } = await stage.approved();
    const key = randomUUID();
    const path = `/return-arrivals/${id}/confirmation`;
    const answers = [
      await stage.counsellor.phone.post(path, {}, key),
      await stage.counsellor.phone.post(path, {}, key),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    await refused(stage.counsellor.phone.post(path, {}, 'none'), 'IDEMPOTENCY_KEY_MISSING');
    await refused(
      stage.counsellor.phone.post(path, { campusId: stage.school.otherCampusId }, key),
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  it('at another campus than the one applied for, but not at one of another school', async () => {
    const { id } = await stage.approved();
    const confirm = (campusId: string) =>
      stage.counsellor.phone.post(`/return-arrivals/${id}/confirmation`, { campusId });
    await refused(confirm(randomUUID()), 'NOT_FOUND');
    const { body } = await confirm(stage.school.otherCampusId).expect(200);
    expect(body).toMatchObject({ campus: { en: 'Main' }, arrival: { campus: { en: 'Second' } } });
    stage.harness.clock.advance({ seconds: 5 });
    const view = (await stage.read(id)) satisfies ReturnView;
    expect(view.arrival).toMatchObject({ means: 'approver', campus: { en: 'Second' } });
  });

  it('of nobody out of reach, before the approval, or of oneself', async () => {
    const { id } = await stage.submitted();
    await refused(stage.counsellor.phone.post(`/return-arrivals/${id}/confirmation`), 'RETURN_STATE_CONFLICT');
    await refused(stage.colleague.phone.post(`/return-arrivals/${id}/confirmation`), 'NOT_FOUND');
    await refused(stage.student.phone.post(`/return-arrivals/${id}/confirmation`), 'PERMISSION_DENIED');
    const unit = await createUnit(stage.harness, stage.school, { parent: stage.college });
    const teacher = await stage.member({
      ...{ kind: 'staff', unitId: stage.classUnit.id },
      roles: [
        { role: 'counsellor', unitId: stage.classUnit.id },
        { role: 'counsellor', unitId: unit.id },
      ],
    });
    const own = await stage.approved(teacher);
    await refused(teacher.phone.post(`/return-arrivals/${own.id}/confirmation`), 'NOT_FOUND');
  });
});

describe('a gate lets somebody onto the campus', () => {
  const passesGate = async (campusId: string, at = stage.harness.clock.now()): Promise<void> => {
    const { harness, school, student } = stage;
    const job = { schoolId: school.id, personId: student.person.id, campusId, at: at.toISOString() };
    await harness.database.transaction((tx) => harness.get(Outbox).add(tx, 'passage.at_campus', job));
    await harness.runJobs();
  };

  it('for which they are approved: that is the arrival, once', async () => {
    const { id } = await stage.approved();
    await passesGate(stage.school.campusId);
    await passesGate(stage.school.campusId);
    expect(await stage.presence()).toBe('on_campus');
    expect((await stage.read(id)).arrival).toMatchObject({ means: 'gate', campus: { en: 'Main' } });
    const entries = await stage.harness.database.query(
      `SELECT actor FROM audit_entries WHERE action = 'return.arrive_by_gate' AND object_id = $1`,
      [id],
    );
    expect(entries).toEqual([{ actor: 'system' }]);
  });

  it('of another campus, or before the approval: that is none', async () => {
    await passesGate(stage.school.campusId);
    const sent = await stage.submitted();
    await passesGate(stage.school.campusId);
    await stage.decide();
    const before = stage.harness.clock.now();
    stage.harness.clock.advance({ seconds: 11 });
    await passesGate(stage.school.otherCampusId);
    await passesGate(stage.school.campusId, before);
    expect(await stage.presence()).toBe('off_campus');
    expect((await stage.read(sent.id)).state).toBe('approved');
  });
});

describe('away again', () => {
  it('by a holiday batch: the next application begins where the last one ended', async () => {
    const approved = await stage.approved();
    await stage.arrive(approved).expect(200);
    await stage.administrator.phone
      .post('/presence-batches', { presence: 'off_campus', unitIds: [stage.classUnit.id] })
      .expect(200);
    stage.harness.clock.advance({ seconds: 5 });
    expect(await stage.presence()).toBe('off_campus');
    const { body } = await stage.student.phone.get('/home').expect(200);
    expect(body).toMatchObject({ return: { state: 'none' } });
    const again = await stage.begin();
    expect(again.id).not.toBe(approved.id);
    const form = (await stage.student.phone.get('/check-ins/form').expect(200)).body as CheckInForm;
    const [window] = await stage.harness.database.query('SELECT form_key FROM check_in_windows WHERE id = $1', [
      form.window.id,
    ]);
    expect(window).toEqual({ form_key: 'off_campus_daily' });
  });

  it('by a campus transfer one stays on campus, and nothing is due', async () => {
    await stage.arrive(await stage.approved()).expect(200);
    await stage.administrator.phone
      .put(`/people/${stage.student.person.id}/presence`, {
        presence: 'on_campus',
        campusId: stage.school.otherCampusId,
      })
      .expect(204);
    stage.harness.clock.advance({ seconds: 5 });
    expect((await stage.student.phone.get('/home').expect(200)).body).toMatchObject({ return: null });
  });
});
