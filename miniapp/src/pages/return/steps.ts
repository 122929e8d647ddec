import type { ReturnDesk, ReturnDraft, ReturnState } from '@shared/return';
import { faultsOf } from '@/check-in/form-rules';

export const STEPS = ['fill', 'evidence', 'approver', 'submitted', 'approved', 'arrived'] as const;
export type Step = (typeof STEPS)[number];
export const FILLED_STEPS = ['fill', 'evidence', 'approver'] as const satisfies readonly Step[];
export type FilledStep = (typeof FILLED_STEPS)[number];

const ENDED: readonly ReturnState[] = ['rejected', 'withdrawn'];

/** Whether there is something to fill in; otherwise the page shows how it stands. */
export const isFilling = (state: ReturnState): boolean => state === 'draft' || state === 'returned';
export const hasEnded = (state: ReturnState): boolean => ENDED.includes(state);

/** What the first step still asks for, in the order of the page. */
export const openFacts = ({ template }: ReturnDesk, draft: ReturnDraft): string[] => [
  ...(draft.returnsAt ? [] : ['returnsAt']),
  ...(draft.campusId ? [] : ['campusId']),
  ...(draft.transport ? [] : ['transport']),
  ...(draft.origin?.trim() ? [] : ['origin']),
  ...faultsOf(template, draft.answers ?? {}).map(({ key }) => key),
];

/** Slots that still need a photo, or another one: those that were asked for again and not replaced since. */
export const openSlots = ({ slots }: ReturnDesk, draft: ReturnDraft, again: readonly string[]): string[] =>
  slots
    .filter(({ key, required }) => (required && !draft.evidence?.[key]) || again.includes(key))
    .map(({ key }) => key);

export const openOf = (step: FilledStep, desk: ReturnDesk, draft: ReturnDraft, again: readonly string[]): string[] => {
  switch (step) {
    case 'fill':
      return openFacts(desk, draft);
    case 'evidence':
      return openSlots(desk, draft, again);
    case 'approver':
      return draft.approverId ? [] : ['approverId'];
  }
};

/** The first step with something left to do. */
export const dueStep = (desk: ReturnDesk, draft: ReturnDraft, again: readonly string[]): FilledStep =>
  FILLED_STEPS.find((step) => openOf(step, desk, draft, again).length > 0) ?? 'approver';

/** The step that an application which is not being filled in stands at. */
export const stepOfState = (state: ReturnState): Step => {
  if (state === 'approved' || state === 'arrived') {
    return state;
  }
  return state === 'draft' || state === 'returned' ? 'fill' : 'submitted';
};
