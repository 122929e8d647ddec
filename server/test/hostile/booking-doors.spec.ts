import { randomUUID } from 'node:crypto';
import type { BookingView } from '@shared/booking';
import type { EventBatchAnswer, ScanAnswer } from '@shared/terminal';
import type { Verdict } from '@shared/verdict';
import type { Test } from 'supertest';
import { DueLooks } from '../../src/booking/due-looks.service';
import { BookingDoorStage } from '../booking-door-stage';
import { claimsOf } from '../gate-stage';
import { refused, type Member } from '../return-stage';
import type { TestTerminal } from '../terminal-factories';
import type { TestVenue } from '../venue-factories';

const stage = new BookingDoorStage();
const ROUNDS = 50;

jest.setTimeout(120_000);

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

interface Guest {
  member: Member;
  booking: BookingView;
  code: string;
}

/** So many people, each with a place of their own in a hall that is just large enough, and a code for its door. */
const guestsOf = async (venue: TestVenue, terminal: TestTerminal): Promise<Guest[]> => {
  const members = await stage.guests(ROUNDS);
  return Promise.all(
    members.map(async (member) => {
      const booking = await stage.book(member, venue.hallId);
      return { member, booking, code: await stage.code('in', member, { id: terminal.gateId, code: '' }) };
    }),
  );
};

const hallOfGuests = async (): Promise<{ venue: TestVenue; terminal: TestTerminal; guests: Guest[] }> => {
  const [gate, terminal] = await stage.gateWith();
  const venue = await stage.behind(gate, { halls: [{ capacity: ROUNDS }] });
  return { venue, terminal, guests: await guestsOf(venue, terminal) };
};

/** What a device does that is told to come back: the very same again. */
const answered = async <Body>(terminal: TestTerminal, path: string, body: object): Promise<Body> => {
  for (;;) {
    const answer = await terminal.client.post<Body>(path, body);
    if (answer.status !== 503) {
      expect(answer).toMatchObject({ status: 200 });
      return answer.body;
    }
  }
};

/** A phone does alike. */
const statusOf = async (ask: () => Test): Promise<number> => {
  for (;;) {
    const { status } = await ask();
    if (status !== 503) {
      return status;
    }
  }
};

const scanned = async (code: string, terminal: TestTerminal): Promise<Verdict> => {
  const scan = stage.scanOf({ code, temperatureTenths: 365 }, terminal);
  return (await answered<ScanAnswer>(terminal, '/scans', scan)).verdict;
};

/** What the hall says is taken is what its bookings take, and never more than there is. */
const demandHonest = async ({ hallId }: TestVenue, inUse: number): Promise<void> => {
  const { held, capacity } = await stage.hall(hallId);
  expect([held, await stage.taken(hallId)]).toEqual([inUse, inUse]);
  expect(held).toBeLessThanOrEqual(capacity);
};

describe('a code for the door of a venue', () => {
  it('opens no other door, whoever made it', async () => {
    const [other, terminal] = await stage.gateWith();
    await stage.behind(other);
    await stage.book();
    await refused(stage.codes('in', false, stage.student, other), 'BOOKING_NEEDED');
    const code = await stage.code('in');
    expect(await scanned(code, terminal)).toBe('code_other_gate');
    const { aud } = claimsOf(await stage.code('out', stage.student, other));
    const turned = await stage.codeWith({ aud: aud.replace(/o$/, 'i'), jti: 'aaaaaaaa' });
    expect(await scanned(turned, terminal)).toBe('booking_needed');
    expect(await scanned(code, stage.terminal)).toBe('admitted');
  });

  it('is a picture of nothing once the booking was cancelled, has run out or has ended', async () => {
    const [cancelled, ended, late] = (await stage.guests(3)) as [Member, Member, Member];
    const pictureOf = async (member: Member): Promise<[BookingView, string]> => [
      await stage.book(member),
      await stage.code('in', member),
    ];
    const [first, picture] = await pictureOf(cancelled);
    await stage.changed(first, 'cancel', cancelled);
    expect(await scanned(picture, stage.terminal)).toBe('booking_needed');
    const [second, other] = await pictureOf(ended);
    expect(await stage.byNumber('in', ended)).toBe('admitted');
    await stage.changed(second, 'end', ended);
    expect(await scanned(other, stage.terminal)).toBe('booking_needed');
    const [, third] = await pictureOf(late);
    stage.harness.clock.advance({ minutes: 20 });
    expect(await scanned(stage.signed(lastingOf(third)), stage.terminal)).toBe('booking_void');
  });
});

describe('the last moment', () => {
  it('of a booking has one winner: the scan or the clock', async () => {
    const { venue, terminal, guests } = await hallOfGuests();
    const { clock } = stage.harness;
    const expiresAt = new Date(String(guests[0]?.booking.expiresAt));
    clock.set(new Date(expiresAt.getTime() - 1));
    const codes = guests.map(({ code }) => stage.signed(lastingOf(code)));
    let answered = 0;
    const scans = codes.map(async (code) => {
      const verdict = await scanned(code, terminal);
      answered += 1;
      if (answered === ROUNDS / 5) {
        clock.set(expiresAt);
      }
      return verdict;
    });
    const looks = scans.map((scan) => scan.then(() => stage.harness.get(DueLooks).look(stage.school.id, venue.hallId)));
    const verdicts = await Promise.all(scans);
    await Promise.all(looks);
    await stage.watch();
    const outcomes = await Promise.all(
      guests.map(async ({ booking, member }, at) => [
        verdicts[at],
        (await stage.stored(booking)).state,
        await stage.breaches(member),
      ]),
    );
    const admitted = ['admitted', 'in_use', 0];
    const refusedLate = ['booking_void', 'expired', 1];
    outcomes.forEach((outcome) => expect([admitted, refusedLate]).toContainEqual(outcome));
    const winners = verdicts.filter((verdict) => verdict === 'admitted').length;
    expect(winners).toBeGreaterThanOrEqual(ROUNDS / 5);
    await demandHonest(venue, winners);
  });

  it('of a place has one winner: the door or the phone that cancels', async () => {
    const { venue, terminal, guests } = await hallOfGuests();
    const rounds = await Promise.all(
      guests.map(async ({ member, booking, code }, at) => {
        const cancel = () => statusOf(() => stage.change(booking, 'cancel', member));
        const scan = () => scanned(code, terminal);
        // either may be sent first
        const [status, verdict] =
          at % 2 === 0
            ? await Promise.all([cancel(), scan()])
            : await Promise.all([scan(), cancel()]).then(([said, told]) => [told, said] as const);
        return [status, verdict, (await stage.stored(booking)).state];
      }),
    );
    rounds.forEach((round) =>
      expect([
        [200, 'booking_needed', 'cancelled'],
        [409, 'admitted', 'in_use'],
      ]).toContainEqual(round),
    );
    await demandHonest(venue, rounds.filter(([status]) => status === 409).length);
  });

  it('of a use gives its place back once, by the door and the phone together', async () => {
    const { venue, terminal, guests } = await hallOfGuests();
    await Promise.all(guests.map(({ code }) => scanned(code, terminal)));
    await demandHonest(venue, ROUNDS);
    const out = await Promise.all(
      guests.map(({ member }) => stage.code('out', member, { id: terminal.gateId, code: '' })),
    );
    const ends = await Promise.all(
      guests.map(async ({ member, booking }, at) => {
        const [verdict, status] = await Promise.all([
          scanned(String(out[at]), terminal),
          statusOf(() => stage.change(booking, 'end', member)),
        ]);
        return [verdict, status, (await stage.stored(booking)).state];
      }),
    );
    ends.forEach((end) => expect(end).toEqual(['admitted', 200, 'ended']));
    await demandHonest(venue, 0);
  });
});

describe('a way in that is told late', () => {
  it('and somebody who books the place have one place between them', async () => {
    const { clock } = stage.harness;
    const members = await stage.guests(ROUNDS * 2);
    const doors = await Promise.all(
      Array.from({ length: ROUNDS }, async () => {
        const [gate, terminal] = await stage.gateWith();
        return { terminal, venue: await stage.behind(gate, { halls: [{ capacity: 1 }] }) };
      }),
    );
    const late = await Promise.all(doors.map(({ venue }, at) => stage.book(members[at] as Member, venue.hallId)));
    clock.advance({ minutes: 12 });
    const through = doors.map(({ terminal }, at) =>
      stage.eventOf(
        { number: members[at]?.person.number, at: new Date(clock.now().getTime() - 60_000).toISOString() },
        terminal,
      ),
    );
    await stage.minutesLater(8);
    const next = await Promise.all(members.slice(ROUNDS).map(({ person }) => stage.as(person)));
    const rounds = await Promise.all(
      doors.map(async ({ terminal, venue }, at) => {
        const key = randomUUID();
        const [status, { outcomes }] = await Promise.all([
          statusOf(() => stage.wish(next[at], venue.hallId, key)),
          answered<EventBatchAnswer>(terminal, '/events', { sentAt: clock.now().toISOString(), events: [through[at]] }),
        ]);
        expect(outcomes).toMatchObject([{ outcome: 'stored' }]);
        await demandHonest(venue, 1);
        return [status, (await stage.stored(late[at] as BookingView)).state];
      }),
    );
    rounds.forEach((round) =>
      expect([
        [201, 'admitted_late'],
        [409, 'in_use'],
      ]).toContainEqual(round),
    );
  });
});

/** As the code is, but good for a minute from now on. */
const lastingOf = (code: string) => {
  const iat = Math.floor(stage.harness.clock.now().getTime() / 1000);
  return { ...claimsOf(code), iat, exp: iat + 60 };
};
