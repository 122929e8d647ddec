import dayjs from 'dayjs';
import type { QuickReason, TriageReason } from '@shared/approval';
import type { Answers } from '@shared/check-in';
import type { EvidenceSlot, ReturnDraft, ReturnState, Transport } from '@shared/return';
import { triageReasons } from '../returning/triage.rules';
import type { SchoolPlan } from './campus-plan';
import { demoId, drawn, phoneNumber, pick } from './draw';
import type { PersonSeed } from './person-seed';
import type { HandedIn, PhotoSeed } from './photo-rows';
import { EVIDENCE_SLOTS } from './return-plan';
import { campusId } from './school-rows';

const COLLEGE = '01';
const FIRST_GRADE = '01-24-';
const GRADE_COUNSELLOR = '2012401';
const COLLEGE_COUNSELLOR = '2010001';

/** Whatever can become of an application, so mixed that a small demo has of each. */
const STATES: readonly ReturnState[] = [
  ...(['submitted', 'approved', 'returned', 'submitted', 'draft', 'rejected', 'submitted', 'withdrawn'] as const),
  ...(['approved', 'submitted', 'submitted', 'submitted', 'approved', 'submitted', 'returned', 'submitted'] as const),
  ...(['approved', 'submitted', 'submitted', 'submitted', 'rejected', 'submitted', 'approved', 'draft'] as const),
  ...(['submitted', 'submitted', 'approved'] as const),
];
const ARRIVED = 3;
/** one in so many has something to look at */
const UNWELL_EVERY = 7;
const HURRIED_EVERY = 9;

const JOURNEYS: readonly [Transport, string | null, string][] = [
  ['train', 'K9998', '内蒙古自治区包头市'],
  ['train', 'D9996', '内蒙古自治区乌兰察布市'],
  ['plane', 'ZZ9901', '广东省深圳市'],
  ['coach', null, '内蒙古自治区鄂尔多斯市'],
  ['car', null, '山西省大同市'],
  ['train', 'Z9990', '甘肃省兰州市'],
];

export interface ReturnSeed {
  id: string;
  person: PersonSeed;
  state: ReturnState;
  approverId: string;
  content: ReturnDraft;
  photos: PhotoSeed<EvidenceSlot['sample']>[];
  submittedAt: Date;
  triage: TriageReason[];
  /** of what was returned or rejected */
  reason: QuickReason | null;
}

const stays = (person: PersonSeed): boolean =>
  person.kind === 'student' && person.state === 'active' && person.unitCode.startsWith(`${COLLEGE}-`);

/** The listed counsellor’s year first, so that the inbox of the demo is full. */
const byGrade = (one: PersonSeed, other: PersonSeed): number =>
  Number(other.unitCode.startsWith(FIRST_GRADE)) - Number(one.unitCode.startsWith(FIRST_GRADE));

const answersOf = (key: string, isUnwell: boolean): Answers => ({
  temperature: isUnwell ? 374 : 362 + drawn(`${key}/temperature`, 7),
  symptoms: isUnwell ? ['cough'] : ['none'],
  ...{ contact: 'no', isolation: 'none', riskArea: 'no', phone: phoneNumber(key) },
});

const photosOf = (key: string, submittedAt: Date, borrowedKey: string | null): ReturnSeed['photos'] =>
  EVIDENCE_SLOTS.map(({ key: slot, papers, sample }) => ({
    id: demoId(`${key}/photo/${slot}`),
    ...{ slot, sample, paper: papers.length === 0 ? null : pick(`${key}/paper/${slot}`, papers).key },
    // one code is a copy of somebody else’s
    key: sample === 'code' && borrowedKey !== null ? `${borrowedKey}/${slot}` : `${key}/${slot}`,
    uploadedAt: dayjs(submittedAt).subtract(12, 'minute').toDate(),
  }));

/** The applications of a new demo: some thirty of the mechanical engineers, in every state. */
export const returnSeeds = (plan: SchoolPlan, people: readonly PersonSeed[], anchor: Date): ReturnSeed[] => {
  const crowd = people.filter((person) => stays(person) && person.credential === null).sort(byGrade);
  const away = crowd.filter(({ presentAt }) => presentAt === null).slice(0, STATES.length);
  const arrived = crowd.filter(({ presentAt }) => presentAt !== null).slice(0, ARRIVED);
  return [
    ...away.map((person, nth) => ({ person, nth, state: STATES[nth] ?? 'submitted' })),
    ...arrived.map((person, nth) => ({ person, nth: STATES.length + nth, state: 'arrived' as const })),
  ].map(({ person, nth, state }) => seedOf(plan, people, person, nth, state, anchor));
};

/** Of those that were handed in. */
export const evidenceOf = (seeds: readonly ReturnSeed[]): HandedIn[] =>
  seeds
    .filter(({ state }) => state !== 'draft')
    .flatMap(({ person, photos }) => photos.map((photo) => ({ ownerId: person.id, purpose: 'evidence', photo })));

const seedOf = (
  plan: SchoolPlan,
  people: readonly PersonSeed[],
  person: PersonSeed,
  nth: number,
  state: ReturnState,
  anchor: Date,
): ReturnSeed => {
  const key = `${plan.key}/return/${person.number}`;
  const submittedAt = dayjs(anchor)
    .subtract(90 + nth * 37, 'minute')
    .toDate();
  const isHurried = nth % HURRIED_EVERY === HURRIED_EVERY - 1;
  const returnsAt = returnsAtOf(anchor, state, nth, isHurried);
  const isUnwell = nth % UNWELL_EVERY === UNWELL_EVERY - 1;
  const isCopy = nth === STATES.lastIndexOf('submitted');
  const photos = photosOf(key, submittedAt, isCopy ? `${plan.key}/return/copied` : null);
  const [transport, transportNumber, origin] = pick(`${key}/journey`, JOURNEYS);
  const number = person.unitCode.startsWith(FIRST_GRADE) ? GRADE_COUNSELLOR : COLLEGE_COUNSELLOR;
  const approverId = people.find((one) => one.number === number)?.id ?? '';
  return {
    id: demoId(key),
    ...{ person, state, approverId, photos, submittedAt },
    content: {
      ...{ returnsAt: returnsAt.toISOString(), campusId: campusId(plan, person.campus), transport, origin, approverId },
      ...(transportNumber === null ? {} : { transportNumber }),
      ...(transport === 'train' ? { seat: `${1 + drawn(`${key}/seat`, 16)}车` } : {}),
      answers: answersOf(key, isUnwell),
      evidence: Object.fromEntries(photos.map(({ slot, id, paper }) => [slot, { uploadId: id, paper }])),
    },
    triage: triageReasons({
      ...{ submittedAt, returnsAt, version: 1, isAbnormal: isUnwell, hasLookalike: isCopy, isOwnApprover: true },
      photos,
    }),
    reason: state === 'returned' ? 'photo_unreadable' : state === 'rejected' ? 'not_allowed_now' : null,
  };
};

/** Approved ones come today and tomorrow, arrived ones came this morning, the others in the days after. */
const returnsAtOf = (anchor: Date, state: ReturnState, nth: number, isHurried: boolean): Date => {
  const hours =
    state === 'arrived' ? -2 : state === 'approved' ? 1 + (nth % 5) * 6 : isHurried ? 9 : 48 + (nth % 4) * 20;
  return dayjs(anchor).startOf('hour').add(hours, 'hour').toDate();
};
