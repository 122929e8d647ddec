/** What a server would answer about temporary and exempt passes, for driving the compiled pages. */
const words = (zh) => ({ zh, en: zh });
const inHours = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
const approver = { personId: 'approver-1', name: '孙老师', unit: words('机械学院') };
const EAST = { id: 'east', name: words('东区') };
const addresses = {
  photo: '/api/v1/uploads/upload-1/photo?signature=s',
  thumbnail: '/api/v1/uploads/upload-1/thumbnail?signature=s',
  expiresAt: inHours(1),
};
const photo = { id: 'upload-1', purpose: 'id_photo', slot: 'id_photo', width: 720, height: 960, bytes: 9, addresses };

const gate = (id, zh, part = {}) => ({ id, name: words(zh), important: true, campus: EAST, building: null, ...part });
const gates = [
  gate('south', '南门'),
  gate('lab', '正门', { building: { id: 'lab', name: words('实验楼') } }),
  gate('canteen', '入口', { important: false, building: { id: 'canteen', name: words('食堂') } }),
];

const pass = (part) => ({
  id: 'pass-1',
  state: 'approved',
  revision: 1,
  reason: '就医',
  gates: [{ id: 'south', name: words('东区南门') }],
  startsAt: inHours(-1),
  endsAt: inHours(2),
  approver,
  correction: null,
  settlesAt: null,
  submittedAt: inHours(-3),
  ...part,
});

/** @returns a server that keeps these temporary passes and one exempt application */
const applicationServer = (passes = []) => {
  let kept = passes;
  let application = null;
  const written = [];
  const desk = { approvers: [approver], preselectedApproverId: 'approver-1' };
  const limits = { longestDays: 7, aheadDays: 30, mostGates: 10, mostCurrent: 20 };
  const data = (path, method, body) => {
    const serverTime = inHours(0);
    if (path === '/temporary-passes/desk') {
      return { ...desk, serverTime, gates, limits };
    }
    if (path.startsWith('/temporary-passes?')) {
      return { items: path.includes('list=past') ? [] : kept, nextCursor: null, serverTime };
    }
    if (path === '/uploads') {
      return photo;
    }
    if (path === '/exempt-passes/desk') {
      return { ...desk, serverTime, isOffered: true, application };
    }
    if (method === 'POST' && path === '/exempt-passes') {
      written.push(body);
      application = { ...pass({ id: 'exempt-1', state: 'submitted', reason: body.reason }), photo };
      return application;
    }
    if (method === 'POST' && path === '/temporary-passes') {
      written.push(body);
      kept = [...kept, pass({ id: 'pass-2', state: 'submitted', reason: body.reason })];
      return kept.at(-1);
    }
    return { items: [] };
  };
  return {
    written,
    answer: ({ url, method, data: sent }) => {
      const body = typeof sent === 'string' ? JSON.parse(sent) : sent;
      return { statusCode: 200, data: data(url.replace(/^.*\/api\/v1/, ''), method, body) };
    },
  };
};

module.exports = { applicationServer, pass };
