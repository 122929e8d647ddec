import Redis from 'ioredis';
import type { CheckInForm, ReportReceipt } from '@shared/check-in';
import { newId } from '../../src/common/id';
import { redisUrl } from '../database';
import { ask, codeOf, type Answer } from './ask';
import { ANSWERS } from './objects';
import type { RowPerson } from './school-rows';
import { newDevice, signInFirstTime } from './sign-in';
import { forgetCounters, makeWorld, openSession, type World } from './world';

const PEOPLE = 40;
/** So many on one device are a family or a room. */
const ROOM = 5;
/** So many within ten minutes may be people who share an address. */
const NEIGHBOURS = 20;

const reportOf = (form: CheckInForm): Record<string, unknown> => ({
  ...{ windowId: form.window.id, day: form.day, templateId: form.templateId, formTicket: form.formTicket },
  answers: ANSWERS,
  location: { latitude: 40.84, longitude: 111.75, accuracy: 30 },
});

describe('a script that reports for others', () => {
  let world: World;

  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world.close());

  const formFor = async (token: string): Promise<CheckInForm> => {
    const answer = await ask(world.harness, { method: 'GET', path: '/api/v1/check-ins/form', token });
    return answer.body as CheckInForm;
  };
  const send = (token: string, body: unknown): Promise<Answer> =>
    ask(world.harness, { method: 'POST', path: '/api/v1/check-ins', token, body });

  /** What the reports of as many accounts are flagged with, one account after the other from this address. */
  const reportAll = async (deviceOf: () => { id: string; name: string }): Promise<ReportReceipt['flags'][]> => {
    const { own } = world;
    await forgetCounters();
    const people: RowPerson[] = [];
    for (let at = 0; at < PEOPLE; at += 1) {
      people.push(await own.rows.person('scripted', own.units.own.at(-1) ?? ''));
    }
    const flags: ReportReceipt['flags'][] = [];
    for (const person of people) {
      const token = await signInFirstTime(own, person, deviceOf());
      const receipt = await send(token, reportOf(await formFor(token)));
      flags.push((receipt.body as ReportReceipt).flags);
    }
    return flags;
  };

  it(`is flagged: of ${PEOPLE} accounts from one device all but the first room`, async () => {
    const flags = await reportAll(() => ({ id: 'one-phone', name: 'phone' }));
    expect(flags.slice(ROOM).every((some) => some.includes('shared_device'))).toBe(true);
    expect(flags.slice(0, ROOM).some((some) => some.includes('shared_device'))).toBe(false);
  }, 60_000);

  it(`is flagged where it invents a device for each of ${PEOPLE} accounts: all but the first neighbours`, async () => {
    const flags = await reportAll(newDevice);
    expect(flags).toHaveLength(PEOPLE);
    expect(flags.slice(NEIGHBOURS).every((some) => some.includes('shared_device'))).toBe(true);
    expect(flags.slice(0, NEIGHBOURS).some((some) => some.includes('shared_device'))).toBe(false);
  }, 60_000);

  it('leaves the address behind as a keyed hash alone, and for ten minutes', async () => {
    const redis = new Redis(redisUrl());
    const [key = '', ...others] = await redis.keys('throttle:sign-in-crowd*');
    const seconds = await redis.ttl(key);
    await redis.quit();
    expect(others).toEqual([]);
    expect(key).toMatch(/^throttle:sign-in-crowd:[\w-]{43}$/);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(600);
  });

  it('is seen by the counsellor, whatever coordinates it sends', async () => {
    const path = '/api/v1/follow-up/reported?day=2026-09-07';
    const answer = await ask(world.harness, { method: 'GET', path, token: world.tokens.get('own counsellor') });
    const { items } = answer.body as { items: { flags: string[] }[] };
    expect(items.filter(({ flags }) => flags.includes('shared_device')).length).toBeGreaterThanOrEqual(
      PEOPLE - NEIGHBOURS,
    );
  });

  it('needs the form of this person, this window, this form version and this day', async () => {
    const { own, harness, tokens } = world;
    const other = await own.rows.template('second_form', 'published');
    const window = await own.rows.window(own.campaignId, 'second_form', 'student');
    harness.clock.advance({ seconds: 5 });
    const mine = await formFor(tokens.get('own studentA') ?? '');
    const hers = await formFor(tokens.get('own classmateB') ?? '');
    const forged = {
      'somebody else’s': { ...reportOf(mine), formTicket: hers.formTicket },
      'another window’s': { ...reportOf(mine), windowId: mine.window.id === window ? own.windowIds.student : window },
      'another version’s': { ...reportOf(mine), templateId: mine.templateId === other ? own.templateId : other },
      'a changed one': {
        ...reportOf(mine),
        formTicket: mine.formTicket.replace(/\.(.)/, (_, letter) => (letter === 'A' ? '.B' : '.A')),
      },
      'an invented one': { ...reportOf(mine), formTicket: `${mine.formTicket.split('.')[0]}.${'A'.repeat(43)}` },
    };
    for (const body of Object.values(forged)) {
      expect(codeOf(await send(tokens.get('own studentA') ?? '', body))).toBe('FORM_TICKET_INVALID');
    }
    expect((await send(tokens.get('own studentA') ?? '', reportOf(mine))).status).toBe(201);
  });

  it('cannot keep yesterday’s form', async () => {
    const { own, harness } = world;
    const before = await formFor(await openSession(own, own.people.studentFar.id, newId()));
    harness.clock.advance({ days: 1 });
    const token = await openSession(own, own.people.studentFar.id, newId());
    const today = await formFor(token);
    expect(codeOf(await send(token, reportOf(before)))).toBe('DAY_NOT_OPEN');
    expect(codeOf(await send(token, { ...reportOf(today), formTicket: before.formTicket }))).toBe(
      'FORM_TICKET_INVALID',
    );
  });
});
