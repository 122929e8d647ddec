import type { Direction } from './gate';
import { CODE_KEPT_SECONDS, codeTimeAt, readAudience, type CodeAudience, type PassCodeClaims } from './pass-code';
import { TEMPERATURE_LIMITS, type Standing, type TerminalConfig } from './terminal';
import type { Verdict } from './verdict';

/** What a terminal decides alone, while it has no network: from what it was told last and what it did itself. */

/** What was held before the device: a code whose signature is right, one that is none of ours, a number, or a face. */
export type Shown =
  | { means: 'code'; code: PassCodeClaims | 'code_unreadable' | 'code_forged' }
  | { means: 'number' | 'face'; direction: Direction };

/** What this terminal did with the code before; `keptUntil` is null once it was judged. */
export interface CodeUse {
  keptUntil: Date | null;
}

export interface OfflineFacts {
  shown: Shown;
  config: Pick<TerminalConfig, 'schoolCode' | 'gate' | 'feverTenths'>;
  /** the one way that this device serves; null: both ways of its gate */
  lane: Direction | null;
  /** found by the pass of the code, or by the digest of the number that was said or recognised */
  standing: Standing | null;
  use: CodeUse | null;
  /** of this person, at this gate, as far as this terminal knows */
  lastDirection: Direction | null;
  /** this terminal measured a fever, and the server has not said yet how the person stands */
  feverHere: boolean;
  temperatureTenths: number | null;
}

export interface OfflineVerdict {
  verdict: Verdict;
  /** null where nothing says which way it was */
  direction: Direction | null;
  /** of `measure_now`, with a code */
  keptUntil: Date | null;
}

/** Whether a thermometer can have shown this of a living person. */
export const isPlausibleTemperature = (tenths: number): boolean =>
  Number.isInteger(tenths) && tenths >= TEMPERATURE_LIMITS.lowest && tenths <= TEMPERATURE_LIMITS.highest;

/** Judged with a temperature: from then on the code is used up. */
export const usesCodeUp = (verdict: Verdict): boolean => verdict === 'admitted' || verdict === 'fever';

/**
 * Whether the passage is told to the server: not where nobody was there yet, and not what any picture of squares on
 * a screen could cause.
 */
export const isToldLater = (verdict: Verdict): boolean =>
  verdict !== 'measure_now' && verdict !== 'code_unreadable' && verdict !== 'code_forged';

interface Asked extends OfflineFacts {
  claims: PassCodeClaims | null;
  audience: CodeAudience | null;
  direction: Direction | null;
  now: Date;
}

const isKept = ({ use, now }: Asked): boolean => !!use?.keptUntil && now.getTime() <= use.keptUntil.getTime();

const timeFault = (asked: Asked): Verdict | null => {
  if (!asked.claims || isKept(asked)) {
    return null;
  }
  const time = codeTimeAt(asked.claims, asked.now);
  return time === 'good' ? null : `code_${time}`;
};

const servesDirection = ({ direction, lane, config }: Asked): boolean =>
  direction !== null && config.gate.directions.includes(direction) && (lane === null || lane === direction);

/** Whoever has left the campus may still go out; the code says that the server left the way out open minutes ago. */
const isEnded = ({ standing, shown, direction }: Asked): boolean =>
  standing?.refusal === 'pass_ended' && !(shown.means === 'code' && direction === 'out');

/** In the order in which they are asked; the first that says something decides. The same order as with network. */
const QUESTIONS: readonly ((asked: Asked) => Verdict | null)[] = [
  ({ shown }) => (shown.means === 'code' && typeof shown.code === 'string' ? shown.code : null),
  ({ claims, audience }) => (claims && !audience ? 'code_unreadable' : null),
  ({ audience, config }) => (audience && audience.schoolCode !== config.schoolCode ? 'code_other_school' : null),
  ({ audience, config }) => (audience && audience.gateCode !== config.gate.code ? 'code_other_gate' : null),
  (asked) => (servesDirection(asked) ? null : 'code_other_direction'),
  timeFault,
  (asked) => (asked.use && !isKept(asked) ? 'code_used' : null),
  ({ shown, standing }) => (shown.means !== 'code' && standing === null ? 'number_unknown' : null),
  ({ standing }) => (standing?.refusal === 'person_inactive' ? 'person_inactive' : null),
  ({ claims, standing }) => (claims && standing && claims.v < standing.epoch ? 'code_replaced' : null),
  ({ standing, feverHere }) => (standing?.refusal === 'pass_held' || feverHere ? 'pass_held' : null),
  (asked) => (isEnded(asked) ? 'pass_ended' : null),
  ({ config }) => (config.gate.needsTemporaryPass ? 'temporary_pass_needed' : null),
  // the server issues a code for the way in to whoever holds a place; who somebody is says nothing of it
  ({ config, shown, direction }) =>
    config.gate.needsBooking && shown.means !== 'code' && direction === 'in' ? 'booking_needed' : null,
  ({ config, lastDirection, direction }) =>
    config.gate.antiPassback === 'block' && lastDirection !== null && lastDirection === direction ? 'passback' : null,
  ({ temperatureTenths }) => (temperatureTenths === null ? 'measure_now' : null),
  ({ temperatureTenths, config }) => (Number(temperatureTenths) >= config.feverTenths ? 'fever' : null),
];

/**
 * The verdict of a terminal without network. A pass that no standing speaks of is younger than the last
 * synchronisation: a right signature admits it.
 * @param facts the temperature, where there is one, is plausible
 * @param now by the best clock that the terminal has
 */
export const offlineVerdictOf = (facts: OfflineFacts, now: Date): OfflineVerdict => {
  const { shown, use } = facts;
  const claims = shown.means === 'code' && typeof shown.code === 'object' ? shown.code : null;
  const audience = claims ? readAudience(claims.aud) : null;
  const direction = shown.means === 'code' ? (audience?.direction ?? null) : shown.direction;
  const asked: Asked = { ...facts, claims, audience, direction, now };
  let verdict: Verdict = 'admitted';
  for (const question of QUESTIONS) {
    const answer = question(asked);
    if (answer) {
      verdict = answer;
      break;
    }
  }
  const keeps = verdict === 'measure_now' && claims !== null;
  const keptUntil = keeps ? (use?.keptUntil ?? new Date(now.getTime() + CODE_KEPT_SECONDS * 1000)) : null;
  return { verdict, direction, keptUntil };
};
