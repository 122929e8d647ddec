/** What a server would answer about venues and bookings, for driving the compiled pages. */
const words = (zh) => ({ zh, en: zh });
const inMinutes = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();
const BATH = { id: 'bath', name: words('浴室') };

const hall = (part) => ({ id: 'women', name: words('女部'), capacity: 40, free: 12, waiting: 0, ...part });
const venue = (part) => ({
  id: 'north-bath',
  name: words('北区浴室'),
  kind: BATH,
  campus: { id: 'east', name: words('东区') },
  useMinutes: 60,
  isOpen: true,
  changesAt: inMinutes(240),
  closedFor: null,
  halls: [hall(), hall({ id: 'men', name: words('男部'), free: 0, waiting: 3 })],
  doors: [{ gateId: 'bath-door', name: words('浴室正门'), directions: ['in', 'out'] }],
  ...part,
});

const booking = (part) => ({
  id: 'booking-1',
  state: 'held',
  venue: { id: 'north-bath', name: words('北区浴室') },
  hall: { id: 'women', name: words('女部') },
  bookedAt: inMinutes(0),
  expiresAt: inMinutes(20),
  usedAt: null,
  endsAt: null,
  endedAt: null,
  endedBy: null,
  ...part,
});

const standing = {
  kind: BATH,
  leftToday: 2,
  breaches: 1,
  breachLimit: 3,
  breachDays: 30,
  coolDownHours: 24,
  pausedUntil: null,
};
const tally = { id: 'women', name: words('女部'), capacity: 40, offered: 1, held: 6, inUse: 21, overdue: 2 };

/** @returns a server that keeps one booking, and a place in a line */
const bookingServer = () => {
  let running = null;
  let waiting = null;
  const written = [];
  const answers = {
    'GET /booking/desk': () => ({ booking: running, waiting, venues: [venue()], standings: [standing] }),
    'GET /bookings': () => ({
      items: [booking({ state: 'ended', usedAt: inMinutes(-90), endedAt: inMinutes(-40), endedBy: 'code' })],
      nextCursor: null,
    }),
    'GET /bookings/breaches': () => ({
      items: [{ id: 'breach-1', venue: words('北区浴室'), at: inMinutes(-3000), undone: false }],
      nextCursor: null,
    }),
    'GET /venues/board': () => ({
      venues: [
        {
          id: 'north-bath',
          name: words('北区浴室'),
          campus: { id: 'east', name: words('东区') },
          isOpen: true,
          halls: [{ ...tally, admittedLate: 0, waiting: 5 }],
        },
      ],
    }),
    'POST /bookings': () => {
      running = booking();
      return { booking: running };
    },
    'POST /booking/waiting': () => {
      waiting = { ...booking(), id: 'waiting-1', joinedAt: inMinutes(0), position: 4 };
      return { waiting, booking: null };
    },
    'POST /bookings/booking-1/end': () => {
      const ended = { ...running, state: 'ended', endedAt: inMinutes(0), endedBy: 'phone' };
      running = null;
      return { booking: ended };
    },
  };
  return {
    written,
    /** the door has let somebody in */
    admit: () => {
      running = booking({ state: 'in_use', expiresAt: null, usedAt: inMinutes(-1), endsAt: inMinutes(59) });
    },
    answer: ({ url, method = 'GET', data }) => {
      const path = `${method} ${url.replace(/^.*\/api\/v1/, '')}`;
      if (method !== 'GET') {
        written.push({ path, body: typeof data === 'string' ? JSON.parse(data) : data });
      }
      const given = answers[path]?.() ?? { roles: ['member'] };
      return { statusCode: 200, data: { serverTime: inMinutes(0), ...given } };
    },
  };
};

module.exports = { bookingServer };
