import { randomUUID } from 'node:crypto';
import { LONGEST_CODE } from '@shared/pass-code';
import { TERMINAL_LIMITS, type EventOutcome, type QuarantineReason, type TerminalEvent } from '@shared/terminal';
import { PASSBACK_WARNING } from '@shared/verdict';
import { BODY_LIMIT } from '../../src/app';
import { GateStage } from '../gate-stage';
import { createHold } from '../pass-factories';
import type { Member } from '../return-stage';
import { countStatements } from '../statement-count';

const stage = new GateStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const before = (ms: number): string => new Date(stage.harness.clock.now().getTime() - ms).toISOString();
const HOUR = 3_600_000;
const says = (outcomes: EventOutcome[]): string[] => outcomes.map(({ outcome, reason }) => reason ?? outcome);
const count = async (table: string): Promise<number> => {
  const [row]: { n: number }[] = await stage.harness.database.query(`SELECT count(*)::int AS n FROM ${table}`);
  return row?.n ?? -1;
};

describe('what a terminal decided alone', () => {
  it('is stored once, however often and in whatever order it is sent', async () => {
    const friend = await stage.passHolder();
    const events = [
      stage.eventOf({ code: await stage.code() }),
      stage.eventOf({ number: friend.person.number, direction: 'out' }),
      stage.eventOf({ code: await stage.code(), verdict: 'pass_held', temperatureTenths: null }),
    ];
    expect(says(await stage.uploadEvents(events))).toEqual(['stored', 'stored', 'stored']);
    expect(says(await stage.uploadEvents([...events].reverse()))).toEqual(['duplicate', 'duplicate', 'duplicate']);
    const third = stage.eventOf({ code: await stage.code('out'), direction: 'out' });
    expect(says(await stage.uploadEvents([events[1] as TerminalEvent, third, third]))).toEqual([
      ...['duplicate', 'stored', 'duplicate'],
    ]);
    const stored = await stage.passages();
    expect(stored.map(({ verdict, offline }) => [verdict, offline])).toEqual([
      ...[
        ['admitted', true],
        ['admitted', true],
        ['pass_held', true],
        ['admitted', true],
      ],
    ]);
    expect(await count('terminal_events')).toBe(4);
    expect(await stage.cases()).toEqual([]);
    expect(await stage.alarms()).toEqual([]);
  });

  it('is stored once however the start is spelt', async () => {
    const event = stage.eventOf({ code: await stage.code() });
    const shouted = { ...event, bootId: event.bootId.toUpperCase() };
    expect(says(await stage.uploadEvents([event, shouted]))).toEqual(['stored', 'duplicate']);
    expect(await stage.passages()).toHaveLength(1);
  });

  it('is stored once when two uploads of the same come at the same moment', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => stage.code()));
    const events = codes.map((code) => stage.eventOf({ code }));
    const answers = await Promise.all([1, 2, 3].map(() => stage.uploadEvents(events)));
    expect(answers.flat().every(({ outcome }) => outcome !== 'quarantined')).toBe(true);
    expect(await count('passages')).toBe(20);
  });

  it('puts people where they went last, whatever comes first', async () => {
    const out = stage.eventOf({ code: await stage.code('out'), direction: 'out', at: before(HOUR) });
    const into = stage.eventOf({ code: await stage.code(), at: before(2 * HOUR) });
    await stage.uploadEvents([out]);
    await stage.uploadEvents([into]);
    expect(await stage.inside()).toBe('out');
    await stage.scan({ code: await stage.code(), temperatureTenths: 365 });
    await stage.uploadEvents([stage.eventOf({ code: await stage.code('out'), direction: 'out', at: before(1) })]);
    expect(await stage.inside()).toBe('in');
  });

  it('is corrected by what the device knew of its clock, and says by how much', async () => {
    const slow = stage.eventOf({ code: await stage.code(), at: before(26 * HOUR), offsetMs: 25 * HOUR });
    await stage.uploadEvents([slow]);
    const [row] = await stage.harness.database.query(
      'SELECT occurred_at, offset_ms::int AS offset_ms, device_at FROM passages',
    );
    expect(row).toEqual({ occurred_at: new Date(before(HOUR)), offset_ms: 25 * HOUR, device_at: new Date(slow.at) });
  });

  it('is the scan that was never answered, where the server came to the same', async () => {
    const code = await stage.code();
    const scan = stage.scanOf({ code, temperatureTenths: 365 });
    await stage.sendScan(scan);
    const event = stage.eventOf({ code, scanSequence: scan.sequence, at: scan.at });
    expect(says(await stage.uploadEvents([event]))).toEqual(['duplicate']);
    expect(says(await stage.uploadEvents([event]))).toEqual(['duplicate']);
    expect(await stage.passages()).toHaveLength(1);
    expect(await stage.cases()).toEqual([]);
  });

  it('is no second use of a code that the server only kept', async () => {
    const code = await stage.code();
    const scan = stage.scanOf({ code });
    await stage.sendScan(scan);
    const event = stage.eventOf({ code, scanSequence: scan.sequence, at: scan.at });
    expect(says(await stage.uploadEvents([event]))).toEqual(['stored']);
    expect(await stage.cases()).toEqual([]);
    expect(await stage.verdict({ code, temperatureTenths: 365 })).toBe('code_used');
  });

  it('is looked into where the server, asked before, refused', async () => {
    await createHold(stage.harness, stage.student.person);
    const { number } = stage.student.person;
    const scan = stage.scanOf({ number, direction: 'in', temperatureTenths: 365 });
    expect((await stage.sendScan(scan)).body.verdict).toBe('pass_held');
    const event = stage.eventOf({ number, scanSequence: scan.sequence, at: scan.at });
    expect(says(await stage.uploadEvents([event]))).toEqual(['stored']);
    expect(await stage.cases()).toEqual(['admitted_while_held']);
  });
});

describe('what turns out after the fact', () => {
  it('is a code that two terminals admitted: the later upload names the earlier, and a case is opened', async () => {
    const other = await stage.terminalAt(stage.gate);
    const code = await stage.code();
    expect(says(await stage.uploadEvents([stage.eventOf({ code })]))).toEqual(['stored']);
    const second = stage.eventOf({ code }, other);
    expect(says(await stage.uploadEvents([second], other))).toEqual(['stored']);
    await stage.uploadEvents([second], other);
    const rows: { id: string; double_use_of: string | null }[] = await stage.harness.database.query(
      'SELECT id, double_use_of FROM passages ORDER BY id',
    );
    expect(rows.map(({ double_use_of }) => double_use_of)).toEqual([null, rows[0]?.id]);
    expect(await stage.cases()).toEqual(['code_used_twice']);
  });

  it('is a code that was admitted with network and again without', async () => {
    const other = await stage.terminalAt(stage.gate);
    const code = await stage.code();
    await stage.scan({ code, temperatureTenths: 365 });
    await stage.uploadEvents([stage.eventOf({ code }, other)], other);
    expect(await stage.cases()).toEqual(['code_used_twice']);
  });

  it('is a code twice in one batch', async () => {
    const code = await stage.code();
    await stage.uploadEvents([stage.eventOf({ code }), stage.eventOf({ code, at: before(HOUR - 1) })]);
    expect((await stage.passages()).map(({ double_use_of }) => double_use_of !== null)).toEqual([false, true]);
    expect(await stage.cases()).toEqual(['code_used_twice']);
  });

  it('is no second use where nobody went through with it', async () => {
    const code = await stage.code();
    await stage.uploadEvents([stage.eventOf({ code, verdict: 'fever', temperatureTenths: 380 })]);
    await stage.uploadEvents([stage.eventOf({ code, verdict: 'code_used' })]);
    expect(await stage.cases()).toEqual(['fever']);
  });

  it('is a fever: a case, and a hold until it is closed', async () => {
    await stage.uploadEvents([stage.eventOf({ code: await stage.code(), verdict: 'fever', temperatureTenths: 380 })]);
    expect(await stage.cases()).toEqual(['fever']);
    const { number } = stage.student.person;
    expect(await stage.verdict({ number, direction: 'in', temperatureTenths: 365 })).toBe('pass_held');
    expect(await stage.inside()).toBeNull();
  });

  it('is somebody admitted while a hold stood, and nobody after it was lifted', async () => {
    const { database } = stage.harness;
    await createHold(stage.harness, stage.student.person);
    await database.query('UPDATE pass_holds SET placed_at = $1, lifted_at = $2', [before(3 * HOUR), before(2 * HOUR)]);
    const { number } = stage.student.person;
    const at = (hours: number): TerminalEvent => stage.eventOf({ number, at: before(hours * HOUR) });
    await stage.uploadEvents([at(4), at(1)]);
    expect(await stage.cases()).toEqual([]);
    await stage.uploadEvents([at(2.5)]);
    expect(await stage.cases()).toEqual(['admitted_while_held']);
  });

  it('is somebody admitted after they were suspended, and nobody before', async () => {
    const { number, id } = stage.student.person;
    const clerk = await stage.member({ kind: 'staff', roles: [{ role: 'card_staff' }] });
    stage.harness.clock.advance({ hours: 3 });
    const { phone } = await stage.as(clerk.person);
    await phone.put(`/people/${id}/state`, { state: 'suspended' }).expect(204);
    stage.harness.clock.advance({ hours: 1 });
    await stage.uploadEvents([stage.eventOf({ number, at: before(HOUR + 1) })]);
    expect(await stage.cases()).toEqual([]);
    await stage.uploadEvents([stage.eventOf({ number, at: before(HOUR) })]);
    expect(await stage.cases()).toEqual(['admitted_while_held']);
  });

  it('is who had a permit, in as many statements for many as for two', async () => {
    const [, terminal] = await stage.gateWith({ important: true });
    await stage.administrator.phone.put('/closures', { campusId: stage.school.campusId, isClosed: true }).expect(200);
    await stage.harness.database.query('UPDATE closures SET since = $1', [before(2 * HOUR)]);
    const people = await Promise.all(Array.from({ length: 15 }, () => stage.passHolder()));
    await stage.harness.database.query(
      `INSERT INTO temporary_passes (school_id, id, person_id, state, reason, gate_ids, starts_at, ends_at, approver_id,
         submitted_at, updated_at)
       SELECT $1, gen_random_uuid(), person_id, 'approved', '就医', $3, $4, $5, $6, $4, $4 FROM unnest($2::uuid[]) AS p (person_id)`,
      [
        ...[stage.school.id, people.map(({ person }) => person.id), [terminal.gateId], before(2 * HOUR)],
        ...[before(-HOUR), stage.counsellor.person.id],
      ],
    );
    const events = people.map(({ person: { number } }) => stage.eventOf({ number, at: before(HOUR) }, terminal));
    const sent = countStatements(stage.harness.database);
    const sentFor = async (some: TerminalEvent[]): Promise<number> => {
      const before = sent();
      await stage.uploadEvents(some, terminal);
      return sent() - before;
    };
    await sentFor(events.slice(0, 1));
    const few = await sentFor(events.slice(1, 3));
    expect(await sentFor(events.slice(3))).toBe(few);
    expect(await stage.cases()).toEqual([]);
  });

  it('is somebody admitted without a permit at an important gate, once its campus was closed', async () => {
    const [, terminal] = await stage.gateWith({ important: true });
    const other = await stage.passHolder();
    await stage.administrator.phone.put('/closures', { campusId: stage.school.campusId, isClosed: true }).expect(200);
    await stage.harness.database.query('UPDATE closures SET since = $1', [before(2 * HOUR)]);
    await stage.harness.database.query(
      `INSERT INTO temporary_passes (school_id, id, person_id, state, reason, gate_ids, starts_at, ends_at, approver_id,
         submitted_at, updated_at) VALUES ($1, $2, $3, 'approved', '就医', $4, $5, $6, $7, $8, $8)`,
      [
        ...[stage.school.id, randomUUID(), other.person.id, [terminal.gateId], before(2 * HOUR), before(0.5 * HOUR)],
        ...[stage.counsellor.person.id, before(3 * HOUR)],
      ],
    );
    stage.harness.clock.advance({ seconds: 5 });
    const told = ({ person: { number } }: Member, hours: number): Promise<EventOutcome[]> =>
      stage.uploadEvents([stage.eventOf({ number, at: before(hours * HOUR) }, terminal)], terminal);
    await told(stage.student, 3);
    await told(other, 1);
    await stage.uploadEvents([stage.eventOf({ number: stage.student.person.number })]);
    expect(await stage.cases()).toEqual([]);
    await told(stage.student, 1);
    expect(await stage.cases()).toEqual(['admitted_while_held']);
    await told(other, 0.25);
    expect(await stage.cases()).toEqual(['admitted_while_held', 'admitted_while_held']);
  });

  it('is an arrival, of whoever is approved and away', async () => {
    const { id } = await stage.approved();
    const { number } = stage.student.person;
    stage.harness.clock.advance({ minutes: 10 });
    stage.student = await stage.as(stage.student.person);
    await stage.uploadEvents([stage.eventOf({ number, at: before(60_000) })]);
    await stage.harness.runJobs();
    expect(await stage.presence()).toBe('on_campus');
    expect((await stage.read(id)).arrival).toMatchObject({ means: 'gate' });
  });
});

describe('a passage that is told after a departure', () => {
  const tellLate = async (): Promise<void> => {
    const event = stage.eventOf({ number: stage.student.person.number, at: before(60_000) });
    await stage.uploadEvents([event]);
    await stage.harness.runJobs();
  };

  it('is no arrival: whoever went home with the next return approved is expected still', async () => {
    const { id } = await stage.approved();
    stage.harness.clock.advance({ minutes: 10 });
    await stage.harness.database.query('UPDATE people SET presence_since = $2 WHERE id = $1', [
      ...[stage.student.person.id, before(30_000)],
    ]);
    stage.student = await stage.as(stage.student.person);
    await tellLate();
    expect([await stage.presence(), (await stage.read(id)).state]).toEqual(['off_campus', 'approved']);
  });

  it('is none of somebody who has left the school, and no job that fails for ever', async () => {
    await stage.approved();
    stage.harness.clock.advance({ minutes: 10 });
    await stage.harness.database.query(`UPDATE people SET state = 'left' WHERE id = $1`, [stage.student.person.id]);
    await tellLate();
    expect(await stage.harness.database.query(`SELECT 1 FROM outbox WHERE name = 'passage.at_campus'`)).toEqual([]);
  });
});

describe('an event that counts for nothing', () => {
  it('is stored all the same, with its reason, and raises an alarm', async () => {
    const { number } = stage.student.person;
    const [, elsewhere] = await stage.gateWith();
    const forged = `${(await stage.code()).slice(0, -8)}AAAAAAAA`;
    const cases: [QuarantineReason, TerminalEvent][] = [
      ['other_gate', stage.eventOf({ number, gateId: elsewhere.gateId })],
      ['other_gate', stage.eventOf({ number, gateId: randomUUID() })],
      ['too_old', stage.eventOf({ number, at: before(48 * HOUR + 1) })],
      ['too_old', stage.eventOf({ number, at: '1970-01-01T00:00:00Z' })],
      ['from_future', stage.eventOf({ number, at: before(-6 * 60_000) })],
      ['from_future', stage.eventOf({ number, at: '9999-12-31T23:59:59Z' })],
      ['forged_code', stage.eventOf({ code: forged })],
      ['forged_code', stage.eventOf({ code: 'x'.repeat(10_240) })],
      ['implausible_temperature', stage.eventOf({ number, temperatureTenths: 200 })],
      ['implausible_temperature', stage.eventOf({ number, temperatureTenths: 450 })],
      ['implausible_temperature', stage.eventOf({ number, temperatureTenths: null })],
      ['number_unknown', stage.eventOf({ number: '0' })],
    ];
    expect(says(await stage.uploadEvents(cases.map(([, event]) => event)))).toEqual(cases.map(([reason]) => reason));
    expect(says(await stage.uploadEvents(cases.map(([, event]) => event)))).toEqual(cases.map(() => 'duplicate'));
    expect((await stage.passages()).map(({ quarantine }) => quarantine).sort()).toEqual(
      cases.map(([reason]) => reason).sort(),
    );
    expect(await stage.alarms()).toEqual([{ kind: 'events_quarantined', count: cases.length }]);
    expect([await stage.inside(), await stage.cases(), await count('used_codes')]).toEqual([null, [], 0]);
  });

  it('is one under a key that another event has: two devices count alike', async () => {
    const first = stage.eventOf({ code: await stage.code() });
    const clone = { ...first, code: await stage.code('in', await stage.passHolder()) };
    expect(says(await stage.uploadEvents([first, clone]))).toEqual(['stored', 'sequence_forked']);
    expect(says(await stage.uploadEvents([clone]))).toEqual(['sequence_forked']);
    expect(says(await stage.uploadEvents([{ ...first, verdict: 'passback' }]))).toEqual(['sequence_forked']);
    expect(await count('passages')).toBe(3);
    expect(await stage.alarms()).toEqual([{ kind: 'sequence_forked', count: 2 }]);
    const scan = { ...stage.scanOf({ code: await stage.code() }), sequence: first.sequence };
    expect(await stage.terminal.client.refused('POST', '/scans', scan)).toBe('TERMINAL_SEQUENCE_FORKED');
    expect(await stage.alarms()).toEqual([{ kind: 'sequence_forked', count: 3 }]);
  });

  it('fits four hundred times into a request, with the longest code and everything else at its longest', () => {
    const event: TerminalEvent = {
      ...stage.eventOf({ code: 'x'.repeat(LONGEST_CODE), direction: 'out', verdict: 'temporary_pass_needed' }),
      ...{ sequence: 2_147_483_647, scanSequence: 2_147_483_647, offsetMs: -8.64e14, temperatureTenths: null },
    };
    const events = Array.from({ length: TERMINAL_LIMITS.eventsABatch }, () => event);
    const batch = { sentAt: event.at, events };
    expect(JSON.stringify(batch).length).toBeLessThan(BODY_LIMIT);
  });

  it.each([
    ['no events', { events: [] }],
    ['an event without its gate', { events: [{ gateId: undefined }] }],
    ['a temperature in words', { events: [{ temperatureTenths: '37,2' }] }],
    ['a time in words', { events: [{ at: 'yesterday' }] }],
    ['a number beside a code', { events: [{ code: 'x', number: '1' }] }],
    ['more than four hundred', { events: Array.from({ length: 401 }, () => ({})) }],
  ])('is none with %s', async (_, { events }) => {
    const { number } = stage.student.person;
    const batch = {
      sentAt: before(0),
      events: events.map((wish: object) => ({ ...stage.eventOf({ number }), ...wish })),
    };
    expect(await stage.terminal.client.refused('POST', '/events', batch)).toBe('REQUEST_INVALID');
    expect(await count('passages')).toBe(0);
  });
});

describe('a scan', () => {
  it('has the same answer when it comes again, and no second effect', async () => {
    const scan = stage.scanOf({ code: await stage.code(), temperatureTenths: 365 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => stage.sendScan(scan)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.verdict}`))).toEqual(new Set(['200 admitted']));
    stage.harness.clock.advance({ minutes: 4 });
    expect((await stage.sendScan(scan)).body.verdict).toBe('admitted');
    expect(await count('passages')).toBe(1);
    const other = { ...scan, temperatureTenths: 366 };
    expect(await stage.terminal.client.refused('POST', '/scans', other)).toBe('TERMINAL_SEQUENCE_FORKED');
  });

  it('warns of going twice the same way as often as it comes, and only of that', async () => {
    const [gate, terminal] = await stage.gateWith({ antiPassback: 'warn' });
    const twice = async (): Promise<string[]> => {
      const code = await stage.code('in', stage.student, gate);
      const scan = stage.scanOf({ code, temperatureTenths: 365 }, terminal);
      const answers = [await stage.sendScan(scan, terminal), await stage.sendScan(scan, terminal)];
      stage.harness.clock.advance({ seconds: 1 });
      return answers.map(({ body }) => body.words.next.en);
    };
    expect(await twice()).toEqual(['', '']);
    expect(await twice()).toEqual([PASSBACK_WARNING.next.en, PASSBACK_WARNING.next.en]);
  });

  it('comes from the last start of its device', async () => {
    const scan = { ...stage.scanOf({ code: await stage.code() }), bootId: randomUUID() };
    expect(await stage.terminal.client.refused('POST', '/scans', scan)).toBe('TERMINAL_BOOT_STALE');
    expect(await stage.alarms()).toEqual([{ kind: 'boot_forked', count: 1 }]);
  });
});
