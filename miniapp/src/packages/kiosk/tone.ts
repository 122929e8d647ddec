import { VERDICTS, type Verdict } from '@shared/verdict';

/** How a verdict looks and sounds; each tone has a sign of its own, so that colour never speaks alone. */
export type Tone = 'good' | 'warn' | 'danger' | 'info';

const TONE_OF: Record<Verdict, Tone> = {
  ...(Object.fromEntries(VERDICTS.map((verdict) => [verdict, 'warn'])) as Record<Verdict, Tone>),
  admitted: 'good',
  measure_now: 'info',
  code_forged: 'danger',
  code_used: 'danger',
  pass_held: 'danger',
  pass_ended: 'danger',
  person_inactive: 'danger',
  fever: 'danger',
};

export const toneOf = (verdict: Verdict): Tone => TONE_OF[verdict];
