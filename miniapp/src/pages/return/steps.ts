import type { EvidenceSlot, ReturnDesk, ReturnDraft, ReturnState, Transport } from '@shared/return';
import type { FieldFault } from '@shared/errors';
import { faultsOf } from '@/check-in/form-rules';

export const STEPS = ['fill', 'evidence', 'approver', 'submitted', 'approved', 'arrived'] as const;
export type Step = (typeof STEPS)[number];
export const FILLED_STEPS = ['fill', 'evidence', 'approver'] as const satisfies readonly Step[];
export type FilledStep = (typeof FILLED_STEPS)[number];

const ENDED: readonly ReturnState[] = ['rejected', 'withdrawn'];

/** Whether there is something to fill in; otherwise the page shows how it stands. */
export const isFilling = (state: ReturnState): boolean => state === 'draft' || state === 'returned';
export const hasEnded = (state: ReturnState): boolean => ENDED.includes(state);

const NUMBERED: readonly (Transport | undefined)[] = ['train', 'plane'];

/** Whoever comes by these names the train or the flight. */
export const needsNumber = ({ transport }: ReturnDraft): boolean => NUMBERED.includes(transport);

/** What the first step still asks for, in the order of the page. */
const openFacts = ({ template }: ReturnDesk, draft: ReturnDraft, now: number): string[] => [
  ...(draft.returnsAt && Date.parse(draft.returnsAt) > now ? [] : ['returnsAt']),
  ...(draft.campusId ? [] : ['campusId']),
  ...(draft.transport ? [] : ['transport']),
  ...(needsNumber(draft) && !draft.transportNumber?.trim() ? ['transportNumber'] : []),
  ...(draft.origin?.trim() ? [] : ['origin']),
  ...faultsOf(template, draft.answers ?? {}).map(({ key }) => key),
];

/** Whether a photo stands in the slot and says which paper it is, where several are accepted. */
const isGiven = ({ key, papers }: EvidenceSlot, { evidence }: ReturnDraft): boolean => {
  const choice = evidence?.[key];
  return choice !== undefined && (papers.length === 0 || papers.some((paper) => paper.key === choice.paper));
};

/** Slots that still need a photo, or another one: those that were asked for again and not replaced since. */
const openSlots = ({ slots }: ReturnDesk, draft: ReturnDraft, again: readonly string[]): string[] =>
  slots.filter((slot) => (slot.required && !isGiven(slot, draft)) || again.includes(slot.key)).map(({ key }) => key);

/** Keys of what a step still asks for. @param now of the server's clock */
export const openOf = (
  step: FilledStep,
  desk: ReturnDesk,
  draft: ReturnDraft,
  again: readonly string[],
  now: number,
): string[] => {
  switch (step) {
    case 'fill':
      return openFacts(desk, draft, now);
    case 'evidence':
      return openSlots(desk, draft, again);
    case 'approver':
      return draft.approverId ? [] : ['approverId'];
  }
};

/** The first step with something left to do. */
export const dueStep = (desk: ReturnDesk, draft: ReturnDraft, again: readonly string[], now: number): FilledStep =>
  FILLED_STEPS.find((step) => openOf(step, desk, draft, again, now).length > 0) ?? 'approver';

/** Where the page shows what the server found wrong: '/evidence/green_code/paper' in the slot, '/answers/x' at the question. */
export const placeOf = ({ path }: FieldFault): { step: FilledStep; key: string } => {
  const [first = '', second] = path.split('/').filter(Boolean);
  if (first === 'evidence') {
    return { step: 'evidence', key: second ?? first };
  }
  return first === 'approverId' ? { step: 'approver', key: first } : { step: 'fill', key: second ?? first };
};

/** The step that an application which is not being filled in stands at. */
export const stepOfState = (state: ReturnState): Step => {
  if (state === 'approved' || state === 'arrived') {
    return state;
  }
  return state === 'draft' || state === 'returned' ? 'fill' : 'submitted';
};
