import type {
  ExemptPassDesk,
  ExemptPassView,
  TemporaryPassDesk,
  TemporaryPassGate,
  TemporaryPassView,
} from '@shared/pass';
import type { UploadView } from '@shared/upload';

const words = (zh: string) => ({ zh, en: zh });
const EAST = { id: 'east', name: words('东区') };
const WEST = { id: 'west', name: words('西区') };
const gate = (id: string, zh: string, part: Partial<TemporaryPassGate> = {}): TemporaryPassGate => ({
  ...{ id, name: words(zh), important: true, campus: EAST, building: null },
  ...part,
});

export const SUN = { personId: 'approver-1', name: '孙老师', unit: words('机械学院') };
export const LI = { personId: 'approver-2', name: '李老师', unit: words('化工学院') };

export const temporaryDesk = (part: Partial<TemporaryPassDesk> = {}): TemporaryPassDesk => ({
  serverTime: new Date().toISOString(),
  gates: [
    gate('south', '南门'),
    gate('north', '北门'),
    gate('lab', '正门', { building: { id: 'lab', name: words('实验楼') } }),
    gate('west', '西门', { campus: WEST }),
    gate('canteen', '入口', { important: false, building: { id: 'canteen', name: words('食堂') } }),
  ],
  approvers: [SUN, LI],
  preselectedApproverId: SUN.personId,
  limits: { longestDays: 7, aheadDays: 30, mostGates: 3, mostCurrent: 20 },
  ...part,
});

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

export const temporaryPass = (part: Partial<TemporaryPassView> = {}): TemporaryPassView => ({
  ...{ id: 'pass-1', state: 'submitted', revision: 1, reason: '就医' },
  gates: [{ id: 'south', name: words('东区南门') }],
  ...{ startsAt: inHours(1), endsAt: inHours(5), approver: SUN, correction: null, settlesAt: null },
  submittedAt: inHours(-1),
  ...part,
});

export const idPhoto = (id: string): UploadView => ({
  ...{ id, purpose: 'id_photo', slot: 'id_photo', width: 720, height: 960, bytes: 1000 },
  addresses: { photo: `/photo/${id}`, thumbnail: `/thumbnail/${id}`, expiresAt: '2099-01-01T00:00:00Z' },
});

export const exemptApplication = (part: Partial<ExemptPassView> = {}): ExemptPassView => ({
  ...{ id: 'exempt-1', state: 'submitted', revision: 1, reason: '住在校内', photo: idPhoto('photo-1') },
  ...{ approver: SUN, correction: null, settlesAt: null, submittedAt: inHours(-1) },
  ...part,
});

export const exemptDesk = (part: Partial<ExemptPassDesk> = {}): ExemptPassDesk => ({
  ...{ serverTime: new Date().toISOString(), isOffered: true, application: null },
  ...{ approvers: [SUN, LI], preselectedApproverId: SUN.personId },
  ...part,
});
