import type { ReturnDesk, ReturnDraft, ReturnView } from '@shared/return';
import type { UploadView } from '@shared/upload';

const words = (zh: string) => ({ zh, en: zh });

export const uploadOf = (id: string): UploadView => ({
  id,
  purpose: 'evidence',
  slot: null,
  width: 720,
  height: 1280,
  bytes: 1000,
  addresses: { photo: `/photo/${id}`, thumbnail: `/thumbnail/${id}`, expiresAt: '2030-01-01T00:00:00Z' },
});

/** Everything but photos. */
export const FACTS: ReturnDraft = {
  returnsAt: '2099-09-01T06:00:00.000Z',
  campusId: 'east',
  transport: 'car',
  origin: '张家口市',
  answers: { temperature: 365 },
  approverId: 'approver-1',
};

export const FULL: ReturnDraft = {
  ...FACTS,
  evidence: { code: { uploadId: 'upload-1', paper: null }, itinerary: { uploadId: 'upload-2', paper: 'mobile' } },
};

export const applicationOf = (part: Partial<ReturnView> = {}): ReturnView => ({
  id: 'return-1',
  state: 'draft',
  revision: 1,
  version: 0,
  draft: {},
  evidence: {},
  approver: { personId: 'approver-1', name: '孙老师', unit: words('机械学院') },
  correction: null,
  settlesAt: null,
  submittedAt: null,
  arrival: null,
  ...part,
});

export const deskOf = (application: ReturnView | null, part: Partial<ReturnDesk> = {}): ReturnDesk => ({
  campaign: { id: 'campaign-1', name: words('演练') },
  serverTime: new Date().toISOString(),
  campuses: [
    { id: 'east', name: words('东区') },
    { id: 'west', name: words('西区') },
  ],
  homeCampusId: 'east',
  template: {
    title: words('返校健康'),
    schema: {
      type: 'object',
      required: ['temperature'],
      properties: { temperature: { type: 'integer', minimum: 340, maximum: 430 } },
    },
    fields: [{ key: 'temperature', label: words('体温'), widget: 'temperature', prefill: 'never' }],
    rules: [],
  },
  slots: [
    { key: 'code', title: words('绿码'), help: words('当天的'), required: true, papers: [], sample: 'code' },
    {
      key: 'itinerary',
      title: words('行程'),
      help: words('14 天'),
      required: true,
      papers: [
        { key: 'mobile', label: words('移动') },
        { key: 'unicom', label: words('联通') },
      ],
      sample: 'list',
    },
  ],
  approvers: [
    { personId: 'approver-1', name: '孙老师', unit: words('机械学院') },
    { personId: 'approver-2', name: '李老师', unit: words('机械学院') },
  ],
  preselectedApproverId: 'approver-1',
  unitNotice: words('请选孙老师'),
  application,
  ...part,
});
