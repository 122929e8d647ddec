const { answer: others } = require('./canned');

/** What a server would answer about leaving, about who is expected and about deputies. */
const words = (zh) => ({ zh, en: zh });
const inHours = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
const approver = { personId: 'approver-1', name: '孙老师', unit: words('机械学院') };
const colleague = { personId: 'approver-2', name: '李老师', unit: words('化工学院') };

const line = {
  personId: 'student-1',
  number: '990001',
  name: '张小满',
  unit: words('软件 1 班'),
  applicationId: 'return-1',
  returnsAt: inHours(1),
  campus: words('东区'),
  transport: 'train',
  arrival: null,
};

/** @returns a server with a leave to correct, one student who is expected, and no deputy yet */
const dutyServer = () => {
  let leave = {
    id: 'leaving-1',
    state: 'returned',
    revision: 2,
    leavesAt: inHours(30),
    destination: '包头',
    reason: '回家',
    approverId: 'approver-1',
    approver,
    correction: { reason: 'other', comment: '写清楚去哪里' },
    submittedAt: inHours(-2),
  };
  let isHere = false;
  let deputies = [];
  const arrived = () => ({
    ...line,
    arrival: isHere ? { arrivedAt: inHours(0), campus: line.campus, means: 'approver', flags: [] } : null,
  });
  const data = (path, method, body) => {
    if (path === '/home') {
      return { ...others({ url: path }).data, roles: ['member', 'counsellor'] };
    }
    if (path === '/leavings/desk') {
      return { approvers: [approver], preselectedApproverId: 'approver-1', application: leave };
    }
    if (path === '/leavings/leaving-1' && method === 'PUT') {
      leave = { ...leave, ...body, state: 'submitted', correction: null };
      return leave;
    }
    if (path.startsWith('/return-arrivals/tally')) {
      const [expected, here] = isHere ? [0, 1] : [1, 0];
      return { items: [{ unitId: 'unit-1', unit: line.unit, hourAt: inHours(1), expected, arrived: here }] };
    }
    if (path === '/return-arrivals/return-1/confirmation') {
      isHere = true;
      return arrived();
    }
    if (path.startsWith('/return-arrivals')) {
      return { items: path.includes('state=arrived') === isHere ? [arrived()] : [], nextCursor: null };
    }
    if (path.startsWith('/approvers')) {
      return { items: [colleague] };
    }
    if (path === '/approvals/deputies' && method === 'POST') {
      deputies = [{ id: 'deputy-1', deputy: colleague, fromAt: inHours(-1), untilAt: body.untilAt }];
      return deputies[0];
    }
    if (path === '/approvals/deputies/deputy-1') {
      deputies = [];
      return null;
    }
    return { items: deputies };
  };
  return ({ url, method, data: sent }) => {
    const body = typeof sent === 'string' ? JSON.parse(sent) : sent;
    return { statusCode: 200, data: data(url.replace(/^.*\/api\/v1/, ''), method, body) };
  };
};

module.exports = { dutyServer };
