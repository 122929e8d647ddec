import { CAMPAIGN_NEXT, type CampaignInput, type CampaignState, type WindowInput } from '@shared/check-in';

export const mayBecome = (from: CampaignState, to: CampaignState): boolean => CAMPAIGN_NEXT[from].includes(to);

/** Retention of answers beyond this needs another legal ground than the campaign's. */
const MAX_RETENTION_DAYS = 366;

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Which of a campaign's days contradict each other: field and rule. */
export const dateFaults = (input: CampaignInput): { path: string; rule: string }[] => [
  ...(input.startsOn > input.endsOn ? [{ path: '/endsOn', rule: 'after_start' }] : []),
  ...(input.endsOn > input.retainUntil ? [{ path: '/retainUntil', rule: 'after_end' }] : []),
  ...(daysBetween(input.endsOn, input.retainUntil) > MAX_RETENTION_DAYS
    ? [{ path: '/retainUntil', rule: 'too_long' }]
    : []),
];

const meets = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;

/** Whether two windows would ask the same form of the same person at the same time. */
const collide = (a: WindowInput, b: WindowInput): boolean =>
  a.formKey === b.formKey &&
  a.kind === b.kind &&
  // a campus window takes the place of the school-wide one: only equals collide
  a.campusId === b.campusId &&
  meets(a.presence, b.presence) &&
  a.opensMinute < b.lateUntilMinute &&
  b.opensMinute < a.lateUntilMinute;

/** Windows whose minutes run backwards, by place in the list. */
export const minuteFaults = (windows: readonly WindowInput[]): { path: string; rule: string }[] =>
  windows.flatMap(({ opensMinute, closesMinute, lateUntilMinute }, at) => [
    ...(opensMinute >= closesMinute ? [{ path: `/items/${at}/closesMinute`, rule: 'after_opening' }] : []),
    ...(closesMinute > lateUntilMinute ? [{ path: `/items/${at}/lateUntilMinute`, rule: 'after_closing' }] : []),
  ]);

/** Windows of the same form and people that overlap, late time included, by place in the list. */
export const overlaps = (windows: readonly WindowInput[]): { path: string; rule: string }[] =>
  windows.flatMap((window, at) =>
    windows.slice(0, at).some((earlier) => collide(earlier, window)) ? [{ path: `/items/${at}`, rule: 'overlap' }] : [],
  );
