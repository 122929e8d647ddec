import type { Direction, GateMap, GateOption } from '@shared/gate';
import type { PassView } from '@shared/pass';
import type { IssuedCode, PassCodeAnswer, PassCodeRequest } from '@shared/pass-code';

const words = (zh: string) => ({ zh, en: zh });
const LIFE_MS = 60_000;

export const passOf = (part: Partial<PassView> = {}): PassView => ({
  serverTime: new Date().toISOString(),
  status: 'valid',
  directions: ['in', 'out'],
  maskedName: '张*',
  number: '990001',
  unit: words('软件 1 班'),
  photo: null,
  holds: [],
  device: { isThis: true, other: null },
  dayColour: 4,
  exempt: null,
  lastGate: { gateId: 'library-south', direction: 'in' },
  ...part,
});

const gateOf = (id: string, zh: string, part: Partial<GateOption> = {}): GateOption => ({
  id,
  name: words(zh),
  directions: ['in', 'out'] satisfies Direction[],
  needsTemporaryPass: false,
  needsBooking: false,
  ...part,
});

export const GATES: GateMap = {
  campuses: [
    {
      id: 'east',
      name: words('东区'),
      underClosedManagement: true,
      buildings: [
        { id: null, name: null, gates: [gateOf('east-main', '东大门', { needsTemporaryPass: true })] },
        {
          id: 'library',
          name: words('图书馆'),
          gates: [gateOf('library-south', '南门'), gateOf('library-north', '北门', { directions: ['out'] })],
        },
        { id: 'dormitory', name: words('公寓'), gates: [gateOf('dormitory-west', '西门')] },
        { id: 'bath', name: words('浴室'), gates: [gateOf('bath-door', '大门', { needsBooking: true })] },
      ],
    },
  ],
};

const codeFrom = (start: number, code: string): IssuedCode => ({
  code,
  startsAt: new Date(start).toISOString(),
  endsAt: new Date(start + LIFE_MS).toISOString(),
});

/** Codes as a server issues them: each names its gate, direction and number. */
export const issuer = () => {
  let issued = 0;
  return ({ gateId, direction, reserve }: PassCodeRequest): PassCodeAnswer => {
    issued += 1;
    const now = Date.now();
    const name = `${gateId}.${direction}.${issued}`;
    return {
      serverTime: new Date(now).toISOString(),
      code: codeFrom(now, name),
      reserve: reserve
        ? Array.from({ length: 15 }, (_code, place) => codeFrom(now + (place + 1) * LIFE_MS, `${name}.r${place + 1}`))
        : [],
    };
  };
};
