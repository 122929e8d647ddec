/** What a server would answer about returning and approvals, for driving the compiled pages. */
const words = (zh) => ({ zh, en: zh });
const inHours = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
const addresses = (id) => ({
  photo: `/api/v1/uploads/${id}/photo?signature=s`,
  thumbnail: `/api/v1/uploads/${id}/thumbnail?signature=s`,
  expiresAt: inHours(1),
});
const approver = { personId: 'approver-1', name: '孙老师', unit: words('机械学院') };

/** @returns a server with one application and some requests, for one run of the app */
const returnServer = ({ application, requests = [] }) => {
  let current = application;
  const decided = [];
  const decisions = [];
  const desk = () => ({
    campaign: { id: 'c', name: words('演练响应') },
    serverTime: new Date().toISOString(),
    campuses: [{ id: 'east', name: words('东区') }],
    homeCampusId: 'east',
    template: {
      title: words('返校健康'),
      schema: { type: 'object', required: ['fever'], properties: { fever: { type: 'boolean' } } },
      fields: [{ key: 'fever', label: words('发过热吗'), widget: 'single', prefill: 'never' }],
      rules: [],
    },
    slots: [{ key: 'code', title: words('绿码'), help: words('当天的'), required: true, papers: [], sample: 'code' }],
    approvers: [approver],
    preselectedApproverId: 'approver-1',
    unitNotice: words('请选孙老师'),
    application: current,
  });
  const photo = (uploadId) => ({
    slot: 'code',
    label: words('绿码'),
    paper: null,
    uploadId,
    addresses: addresses(uploadId),
    changed: false,
  });
  const view = (line) => ({
    ...line,
    assignee: '孙老师',
    photos: [photo(`${line.id}-code`)],
    earlier:
      line.triage === 'clean'
        ? []
        : [{ version: 1, submittedAt: inHours(-5), facts: [], photos: [photo(`${line.id}-before`)] }],
    comments: [],
    transfers: [],
  });
  const inbox = (search) => {
    const open = requests.filter(({ id }) => !decided.includes(id));
    return {
      items: search.includes('state=done') ? [] : open.filter(({ triage }) => search.includes(`triage=${triage}`)),
      nextCursor: null,
      counts: {
        clean: open.filter(({ triage }) => triage === 'clean').length,
        needs_look: open.filter(({ triage }) => triage === 'needs_look').length,
      },
    };
  };
  const data = (path, method, body) => {
    if (path === '/returns/desk') {
      return desk();
    }
    if (path.endsWith('/draft')) {
      current = { ...current, draft: body.draft, revision: current.revision + 1 };
      return current;
    }
    if (path.endsWith('/submission')) {
      current = { ...current, state: 'submitted', version: 1, submittedAt: inHours(0) };
      return current;
    }
    if (path.endsWith('/arrival')) {
      const arrival = { arrivedAt: inHours(0), campus: words('东区'), means: 'location' };
      current = { ...current, state: 'arrived', arrival };
      return current;
    }
    if (path === '/campuses/circles') {
      const circle = { campusId: 'east', name: words('东区'), latitude: 40.846, longitude: 111.75, radiusMetres: 300 };
      return { items: [circle] };
    }
    if (path === '/uploads') {
      return { id: 'upload-1', purpose: 'evidence', slot: 'code', addresses: addresses('upload-1') };
    }
    if (path.startsWith('/approvals?')) {
      return inbox(path);
    }
    if (path === '/approvals/decisions') {
      decisions.push(body);
      decided.push(...body.requests.map(({ id }) => id));
      return { batchId: 'batch-1', decided: body.requests.map(({ id }) => id), refused: [], undoUntil: inHours(1) };
    }
    const line = requests.find(({ id }) => path === `/approvals/${id}`);
    return line ? view(line) : { items: [] };
  };
  return {
    answer: ({ url, method, data: sent }) => {
      const body = typeof sent === 'string' ? JSON.parse(sent) : sent;
      return { statusCode: 200, data: data(url.replace(/^.*\/api\/v1/, ''), method, body) };
    },
    decisions,
    current: () => current,
  };
};

const applicationOf = (part) => ({
  id: 'return-1',
  state: 'draft',
  revision: 1,
  version: 0,
  draft: {},
  evidence: {},
  approver,
  correction: null,
  settlesAt: null,
  submittedAt: null,
  arrival: null,
  ...part,
});

const facts = () => ({
  returnsAt: inHours(30),
  campusId: 'east',
  transport: 'car',
  origin: '张家口市',
  answers: { fever: false },
});

const requestOf = (id, triage) => ({
  id,
  kind: 'return',
  person: { personId: id, number: id, name: `学生${id}`, unit: words('软件 1 班') },
  state: 'pending',
  revision: 1,
  triage,
  triageReasons: triage === 'clean' ? [] : ['short_notice'],
  facts: [{ key: 'origin', type: 'text', value: '张家口市' }],
  submittedAt: inHours(-1),
  decision: null,
});

module.exports = { applicationOf, facts, requestOf, returnServer };
