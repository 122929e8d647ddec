import type {
  ApprovalLine,
  ApprovalPhoto,
  ApprovalView,
  DecideRequests,
  DecisionAnswer,
  Triage,
  UndoRequests,
} from '@shared/approval';
import type { Answer, SentRequest } from './stubs/taro';

const words = (zh: string) => ({ zh, en: zh });
const PAGE = 100;
const LONG_AGO = '2026-09-01T00:00:00Z';

export const lineOf = (id: string, triage: Triage): ApprovalLine => ({
  id,
  kind: 'return',
  person: { personId: `person-${id}`, number: `n-${id}`, name: `学生 ${id}`, unit: words('软件 1 班') },
  state: 'pending',
  revision: 1,
  triage,
  triageReasons: triage === 'clean' ? [] : ['photo_similar'],
  facts: [{ key: 'origin', type: 'text', value: '张家口市' }],
  submittedAt: LONG_AGO,
  decision: null,
});

const photosOf = (id: string): ApprovalPhoto[] =>
  ['code', 'itinerary'].map((slot) => ({
    ...{ slot, label: words(slot === 'code' ? '绿码' : '行程'), paper: null, uploadId: `${id}-${slot}` },
    addresses: { photo: `/photo/${id}-${slot}`, thumbnail: `/thumbnail/${id}-${slot}`, expiresAt: LONG_AGO },
    changed: false,
  }));

const viewOf = (line: ApprovalLine): ApprovalView => ({
  ...line,
  assignee: '孙老师',
  facts: [{ key: 'origin', type: 'text', value: `${line.person.name} 的行程` }],
  photos: line.kind === 'return' ? photosOf(line.id) : [],
  earlier: line.triageReasons.includes('corrected')
    ? [{ version: 1, submittedAt: LONG_AGO, facts: [], photos: photosOf(`${line.id}-before`) }]
    : [],
  comments: [],
  transfers: [],
});

type Refusal = Omit<DecisionAnswer['refused'][number], 'id'>;

/** Approvals as the server keeps them: pages of a hundred, batches, undo. */
export const approvalServer = (lines: ApprovalLine[]) => {
  const batches = new Map<string, string[]>();
  const refusals = new Map<string, Refusal>();
  const decided = (): string[] => [...batches.values()].flat();
  const inbox = (search: URLSearchParams): object => {
    const open = lines.filter(({ id }) => !decided().includes(id));
    const kind = search.get('kind');
    const wanted = open.filter((line) => line.triage === search.get('triage') && (!kind || line.kind === kind));
    const from = Number(search.get('cursor') ?? 0);
    return {
      items: search.get('state') === 'done' ? [] : wanted.slice(from, from + PAGE),
      nextCursor: from + PAGE < wanted.length ? String(from + PAGE) : null,
      counts: {
        clean: open.filter(({ triage }) => triage === 'clean').length,
        needs_look: open.filter(({ triage }) => triage === 'needs_look').length,
      },
    };
  };
  const decide = ({ requests }: DecideRequests): DecisionAnswer => {
    const batchId = `batch-${batches.size}`;
    const taken = requests.map(({ id }) => id).filter((id) => !refusals.has(id));
    const refused = requests.flatMap(({ id }) => {
      const refusal = refusals.get(id);
      return refusal ? [{ id, ...refusal }] : [];
    });
    batches.set(batchId, taken);
    return { batchId, decided: taken, refused, undoUntil: LONG_AGO };
  };
  const undo = (batchId: string, { requests }: UndoRequests): object => {
    const taken = batches.get(batchId) ?? [];
    const undone = requests ?? taken;
    batches.set(
      batchId,
      taken.filter((id) => !undone.includes(id)),
    );
    return { undone, tooLate: [] };
  };
  const data = ({ url, method, data: body }: SentRequest): unknown => {
    const [path = '', search = ''] = url.replace(/^.*\/api\/v1/, '').split('?');
    if (path === '/approvals') {
      return inbox(new URLSearchParams(search));
    }
    if (path === '/approvals/decisions') {
      return decide(body as DecideRequests);
    }
    if (path.endsWith('/undo')) {
      return undo(path.split('/')[3] ?? '', body as UndoRequests);
    }
    if (path === '/approvers') {
      return { items: [{ personId: 'approver-2', name: '李老师', unit: words('机械学院') }] };
    }
    const line = lines.find(({ id }) => path === `/approvals/${id}`);
    return method === 'GET' && line ? viewOf(line) : {};
  };
  return {
    answer: (request: SentRequest): Answer => ({ statusCode: 200, data: data(request) }),
    decided,
    /** somebody else was faster, or the applicant changed it */
    refuse: (id: string, refusal: Refusal): void => void refusals.set(id, refusal),
  };
};
