const sharp = require('sharp');
const jsQR = require('jsqr');

/** What a server would answer about the pass, for driving the compiled pages. */
const words = (zh) => ({ zh, en: zh });
const LIFE_MS = 60_000;

const view = (part) => ({
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
  lastGate: null,
  ...part,
});

const gate = (id, zh, directions = ['in', 'out']) => ({
  ...{ id, name: words(zh), directions, needsTemporaryPass: false, needsBooking: false },
});
const gates = {
  campuses: [
    {
      id: 'east',
      name: words('东区'),
      underClosedManagement: false,
      buildings: [
        { id: null, name: null, gates: [gate('main', '大门')] },
        { id: 'library', name: words('图书馆'), gates: [gate('south', '南门'), gate('north', '北门', ['out'])] },
      ],
    },
  ],
};

const codeFrom = (start, name) => ({
  code: `${name}.${'x'.repeat(240)}`,
  startsAt: new Date(start).toISOString(),
  endsAt: new Date(start + LIFE_MS).toISOString(),
});

/** @returns a server with one pass that issues codes; `away` drops every request */
const passServer = (part = {}) => {
  let pass = view(part);
  let away = false;
  const issued = [];
  const issue = ({ gateId, direction, reserve }) => {
    const now = Date.now();
    const name = `${gateId}.${direction}.${issued.length}`;
    issued.push(name);
    const later = Array.from({ length: 15 }, (_code, place) => place + 1);
    return {
      serverTime: new Date(now).toISOString(),
      code: codeFrom(now, name),
      reserve: reserve ? later.map((minute) => codeFrom(now + minute * LIFE_MS, `${name}.r${minute}`)) : [],
    };
  };
  const answer = ({ url, data }) => {
    if (away) {
      return null;
    }
    const path = url.replace(/^.*\/api\/v1/, '');
    const body = typeof data === 'string' ? JSON.parse(data) : data;
    if (path === '/pass/device') {
      pass = view();
    }
    const given = { '/pass': pass, '/pass/device': pass, '/gates': gates }[path];
    return { statusCode: 200, data: given ?? (path === '/pass/codes' ? issue(body) : { items: [], nextCursor: null }) };
  };
  return {
    answer,
    issued,
    goAway: () => {
      away = true;
    },
  };
};

/** What a camera reads in the picture on the page. */
const readCode = async (source) => {
  // whoever takes uploads in the same process lets photos alone be read
  sharp.unblock({ operation: ['VipsForeignLoad'] });
  const { data, info } = await sharp(Buffer.from(source.split(',')[1], 'base64'))
    .resize(600)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? null;
};

module.exports = { passServer, readCode };
