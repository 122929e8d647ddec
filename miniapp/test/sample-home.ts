import type { HomeView } from '@shared/home';

const words = (zh: string) => ({ zh, en: zh });

/** The first screen of a student who owes nothing now. */
export const homeOf = (part: Partial<HomeView> = {}): HomeView => ({
  serverTime: new Date().toISOString(),
  person: {
    number: '990001',
    name: '张小满',
    kind: 'student',
    unit: words('软件 1 班'),
    campus: words('新城校区'),
    presence: 'on_campus',
    card: { lastFour: '1234', state: 'active' },
    balanceFen: 1250,
  },
  roles: ['member'],
  checkIn: null,
  return: null,
  pass: { status: 'valid', holds: 0 },
  booking: null,
  unreadNotices: 0,
  follow: null,
  approvals: null,
  ...part,
});
