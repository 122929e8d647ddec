import { coversDay, isInAudience } from '@shared/check-in-window';
import type { FieldFault } from '@shared/errors';
import type { PersonKind, Presence } from '@shared/identity';
import {
  OPEN_RETURN_STATES,
  RETURN_FORM_KEY,
  RETURN_NEXT,
  type EvidenceSlot,
  type ReturnAction,
  type ReturnDraft,
  type ReturnDue,
  type ReturnState,
  type Transport,
} from '@shared/return';
import type { Plan, PlannedTemplate, RunningCampaign } from '../campaign/plan.types';
import { campusMoment } from '../common/campus-time';
import { DomainError } from '../common/domain-error';
import { evidenceFaults } from './evidence.rules';
import type { LastReturn } from './return.types';

const DAY_MS = 86_400_000;
/** Whoever comes later than this applies later. */
const FARTHEST_DAYS = 120;

/** The state after an action. @throws DomainError RETURN_STATE_CONFLICT with the state it is in */
export const stateAfter = (state: ReturnState, action: ReturnAction): ReturnState => {
  const next = RETURN_NEXT[state][action];
  if (next === undefined) {
    throw new DomainError('RETURN_STATE_CONFLICT', { details: { state } });
  }
  return next;
};

/** What can be handed in can be edited. */
export const mayEdit = (state: ReturnState): boolean => RETURN_NEXT[state].submit !== undefined;

export const mayWithdraw = (state: ReturnState): boolean => RETURN_NEXT[state].withdraw !== undefined;

export interface Returner {
  kind: PersonKind;
  unitPath: string[];
}

export interface ReturnCampaign {
  campaign: RunningCampaign;
  form: PlannedTemplate;
}

/** The campaign in which this person may return, with its form; null where nobody asks for it. */
export const findReturnCampaign = (plan: Plan, { kind, unitPath }: Returner, now: Date): ReturnCampaign | null => {
  const { campaign } = plan;
  const form = plan.forms.get(RETURN_FORM_KEY)?.published;
  const { day } = campusMoment(now, plan.timeZone);
  return campaign && form && coversDay(campaign, day) && isInAudience(campaign, kind, unitPath)
    ? { campaign, form }
    : null;
};

/** @throws DomainError CAMPAIGN_NONE */
export const returnCampaign = (plan: Plan, returner: Returner, now: Date): ReturnCampaign => {
  const found = findReturnCampaign(plan, returner, now);
  if (!found) {
    throw new DomainError('CAMPAIGN_NONE');
  }
  return found;
};

/** What the home page says about returning; null where there is nothing to do or to await. */
export const returnDue = (isAsked: boolean, presence: Presence, last: LastReturn | null): ReturnDue | null => {
  if (last && (OPEN_RETURN_STATES as readonly ReturnState[]).includes(last.state)) {
    return last;
  }
  if (!isAsked || presence === 'on_campus') {
    return null;
  }
  return last?.state === 'rejected' ? last : { state: 'none', returnsAt: null };
};

const unknownKeys = (given: object | undefined, known: readonly string[], at: string, rule: string): FieldFault[] =>
  Object.keys(given ?? {})
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: `${at}/${key.slice(0, 64)}`, rule }));

/** A draft may miss anything, but holds nothing that was not asked. */
export const draftFaults = (
  draft: ReturnDraft,
  form: PlannedTemplate,
  slots: readonly EvidenceSlot[],
): FieldFault[] => [
  ...unknownKeys(
    draft.answers,
    form.body.fields.map(({ key }) => key),
    '/draft/answers',
    'asked',
  ),
  ...unknownKeys(
    draft.evidence,
    slots.map(({ key }) => key),
    '/draft/evidence',
    'slot',
  ),
];

/** The draft without what the present form and slots no longer ask. */
export const knownPart = (
  { answers, evidence, ...draft }: ReturnDraft,
  form: PlannedTemplate,
  slots: readonly EvidenceSlot[],
): ReturnDraft => {
  const only = <T>(given: Record<string, T>, known: readonly string[]): Record<string, T> =>
    Object.fromEntries(Object.entries(given).filter(([key]) => known.includes(key)));
  return {
    ...draft,
    ...(answers
      ? {
          answers: only(
            answers,
            form.body.fields.map(({ key }) => key),
          ),
        }
      : {}),
    ...(evidence
      ? {
          evidence: only(
            evidence,
            slots.map(({ key }) => key),
          ),
        }
      : {}),
  };
};

/** Everything that must be there. */
const REQUIRED = ['returnsAt', 'campusId', 'transport', 'origin', 'answers', 'approverId'] as const;
const NUMBERED: readonly (Transport | undefined)[] = ['train', 'plane'];

/** A draft with every part that a version has. */
export type CompleteDraft = ReturnDraft & Required<Pick<ReturnDraft, (typeof REQUIRED)[number]>>;

const timeFaults = ({ returnsAt }: ReturnDraft, now: Date): FieldFault[] => {
  if (returnsAt === undefined) {
    return [];
  }
  const at = Date.parse(returnsAt);
  const latest = new Date(now.getTime() + FARTHEST_DAYS * DAY_MS);
  if (Number.isNaN(at) || at <= now.getTime()) {
    return [{ path: '/returnsAt', rule: 'future' }];
  }
  return at > latest.getTime() ? [{ path: '/returnsAt', rule: 'maximum', limit: latest.toISOString() }] : [];
};

/** What is missing or wrong before an application can be handed in; the answers have a check of their own. */
export const submissionFaults = (
  draft: ReturnDraft,
  { slots, campusIds, now }: { slots: readonly EvidenceSlot[]; campusIds: readonly string[]; now: Date },
): FieldFault[] => [
  ...REQUIRED.filter((key) => draft[key] === undefined).map((key) => ({ path: `/${key}`, rule: 'required' })),
  ...(NUMBERED.includes(draft.transport) && draft.transportNumber === undefined
    ? [{ path: '/transportNumber', rule: 'required' }]
    : []),
  ...timeFaults(draft, now),
  ...(draft.campusId !== undefined && !campusIds.includes(draft.campusId)
    ? [{ path: '/campusId', rule: 'known' }]
    : []),
  ...evidenceFaults(slots, draft.evidence ?? {}, '/evidence'),
];
