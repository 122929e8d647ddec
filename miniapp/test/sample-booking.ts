import type { BookingDesk, BookingView, KindStanding, WaitingView } from '@shared/booking';
import type { HallOption, OpeningHours, VenueBoard, VenueOption, VenueWeek, Weekday } from '@shared/venue';

const words = (zh: string, en: string) => ({ zh, en });
const EAST = { id: 'east', name: words('东区', 'East campus') };
const WEST = { id: 'west', name: words('西区', 'West campus') };
export const BATH = { id: 'bath', name: words('浴室', 'Bath-house') };
export const GYM = { id: 'gym', name: words('健身房', 'Gym') };

/** An instant so many minutes from now. */
export const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

export const hallOf = (part: Partial<HallOption> = {}): HallOption => ({
  ...{ id: 'women', name: words('女部', 'Women'), capacity: 40, free: 12, waiting: 0 },
  ...part,
});

export const venueOf = (part: Partial<VenueOption> = {}): VenueOption => ({
  ...{ id: 'north-bath', name: words('北区浴室', 'North bath-house'), kind: BATH, campus: EAST, useMinutes: 60 },
  ...{ isOpen: true, changesAt: inMinutes(240), closedFor: null },
  halls: [hallOf()],
  doors: [{ gateId: 'bath-door', name: words('浴室正门', 'Bath-house door'), directions: ['in', 'out'] }],
  ...part,
});

export const standingOf = (part: Partial<KindStanding> = {}): KindStanding => ({
  ...{ kind: BATH, leftToday: 2, breaches: 0, breachLimit: 3, breachDays: 30, coolDownHours: 24, pausedUntil: null },
  ...part,
});

export const bookingOf = (part: Partial<BookingView> = {}): BookingView => ({
  ...{ id: 'booking-1', state: 'held' },
  venue: { id: 'north-bath', name: words('北区浴室', 'North bath-house') },
  hall: { id: 'women', name: words('女部', 'Women') },
  ...{ bookedAt: inMinutes(-3), expiresAt: inMinutes(17), usedAt: null, endsAt: null, endedAt: null, endedBy: null },
  ...part,
});

export const waitingOf = (part: Partial<WaitingView> = {}): WaitingView => ({
  id: 'waiting-1',
  venue: { id: 'gym-1', name: words('东区健身房', 'East gym') },
  hall: { id: 'gym-hall', name: words('器械区', 'Machines') },
  joinedAt: inMinutes(-8),
  position: 3,
  ...part,
});

/** Several venues: one open, one full, one with its turn to come, one closed out of turn on the other campus. */
export const venues = (): VenueOption[] => [
  venueOf(),
  venueOf({
    ...{ id: 'gym-1', name: words('东区健身房', 'East gym'), kind: GYM, useMinutes: 90 },
    halls: [
      hallOf({ id: 'gym-hall', name: words('器械区', 'Machines'), capacity: 30, free: 0, waiting: 4 }),
      hallOf({ id: 'dance', name: words('舞蹈室', 'Dance room'), capacity: 16, free: 2 }),
    ],
    doors: [
      { gateId: 'gym-east', name: words('健身房东门', 'Gym, east door'), directions: ['in'] },
      { gateId: 'gym-west', name: words('健身房西门', 'Gym, west door'), directions: ['in', 'out'] },
    ],
  }),
  venueOf({
    ...{ id: 'south-bath', name: words('南区浴室', 'South bath-house'), isOpen: false, changesAt: inMinutes(180) },
  }),
  venueOf({
    ...{ id: 'west-gym', name: words('西区健身房', 'West gym'), kind: GYM, campus: WEST, isOpen: false },
    ...{ changesAt: inMinutes(1500), closedFor: words('设备检修', 'Machines are being repaired') },
  }),
];

export const deskOf = (part: Partial<BookingDesk> = {}): BookingDesk => ({
  ...{ serverTime: new Date().toISOString(), booking: null, waiting: null, venues: venues() },
  standings: [standingOf(), standingOf({ kind: GYM, leftToday: 1, breaches: 1 })],
  ...part,
});

const hours = (weekday: Weekday): OpeningHours => ({
  weekday,
  ...(weekday > 5 ? { opens: 540, closes: 1260 } : { opens: 390, closes: 1350 }),
});

/** Shut for some hours of tomorrow. */
export const weekOf = (part: Partial<VenueWeek> = {}): VenueWeek => ({
  serverTime: new Date().toISOString(),
  hours: ([1, 2, 3, 4, 5, 6, 7] as const).map(hours),
  closures: [
    { from: inMinutes(1440), until: inMinutes(1620), reason: words('设备检修', 'Machines are being repaired') },
  ],
  ...part,
});

export const boardOf = (part: Partial<VenueBoard> = {}): VenueBoard => ({
  serverTime: new Date().toISOString(),
  venues: [
    {
      ...{ id: 'north-bath', name: words('北区浴室', 'North bath-house'), campus: EAST, isOpen: true },
      halls: [
        {
          ...{ id: 'women', name: words('女部', 'Women'), capacity: 40, offered: 1, held: 6, inUse: 21, overdue: 2 },
          ...{ admittedLate: 1, waiting: 0 },
        },
        {
          ...{ id: 'men', name: words('男部', 'Men'), capacity: 40, offered: 2, held: 8, inUse: 30, overdue: 0 },
          ...{ admittedLate: 0, waiting: 5 },
        },
      ],
    },
    {
      ...{ id: 'gym-1', name: words('东区健身房', 'East gym'), campus: EAST, isOpen: false },
      halls: [
        {
          ...{ id: 'gym-hall', name: words('器械区', 'Machines'), capacity: 30, offered: 0, held: 0, inUse: 0 },
          ...{ overdue: 0, admittedLate: 0, waiting: 0 },
        },
      ],
    },
  ],
  ...part,
});
