import type { DoorPlace } from '@shared/booking';
import type { AntiPassback, Direction } from '@shared/gate';
import type { CodeUse, Shown } from '@shared/offline-verdict';
import type { PassStatus } from '@shared/pass';
import { CODE_KEPT_SECONDS, codeTimeAt, readAudience, type CodeAudience, type PassCodeClaims } from '@shared/pass-code';
import type { Verdict } from '@shared/verdict';

/** The gate as it stands now. */
export interface ScanGate {
  schoolCode: string;
  gateCode: string;
  directions: readonly Direction[];
  antiPassback: AntiPassback;
  needsTemporaryPass: boolean;
  /** the door of a venue */
  needsBooking: boolean;
}

/** A pass as the school knows it now; `directions` are those that the status leaves open. */
export interface ScannedPass {
  epoch: number;
  status: PassStatus;
  directions: readonly Direction[];
}

export interface ScanFacts {
  shown: Shown;
  gate: ScanGate;
  /** the one way that the device asked for; null: whichever the code names */
  lane: Direction | null;
  /** what became of the code before, at any terminal of its gate */
  use: CodeUse | null;
  /** by number or face: somebody has the number */
  isKnown: boolean;
  pass: ScannedPass | null;
  hasTemporaryPass: boolean;
  /** what the person has in the venue behind this gate */
  doorPlace: DoorPlace;
  /** of this person at this place */
  lastDirection: Direction | null;
  feverTenths: number;
  temperatureTenths: number | null;
}

export interface Judged {
  verdict: Verdict;
  /** null where nothing says which way it was */
  direction: Direction | null;
  /** of `measure_now`, with a code */
  keptUntil: Date | null;
}

interface Asked extends ScanFacts {
  claims: PassCodeClaims | null;
  audience: CodeAudience | null;
  direction: Direction | null;
  now: Date;
}

type Question = (asked: Asked) => Verdict | null;

const isKept = ({ use, now }: Asked): boolean => !!use?.keptUntil && now <= use.keptUntil;

const timeFault: Question = (asked) => {
  if (!asked.claims || isKept(asked)) {
    return null;
  }
  const time = codeTimeAt(asked.claims, asked.now);
  return time === 'good' ? null : `code_${time}`;
};

const isServed = ({ direction, lane, gate }: Asked): boolean =>
  direction !== null && gate.directions.includes(direction) && (lane === null || lane === direction);

const absence: Question = ({ shown, isKnown, pass }) => {
  if (pass) {
    return null;
  }
  return shown.means !== 'code' && !isKnown ? 'number_unknown' : 'no_pass';
};

/** Whoever is exempt is told to apply again once their pass has ended. */
const ENDED: readonly PassStatus[] = ['ended', 'apply_exempt', 'apply_return'];

const isEnded = ({ pass, direction }: Asked): boolean =>
  pass !== null && ENDED.includes(pass.status) && !(direction !== null && pass.directions.includes(direction));

/** Whether the person goes the same way as last time. */
export const goesTwice = ({ lastDirection }: Pick<ScanFacts, 'lastDirection'>, direction: Direction | null): boolean =>
  lastDirection !== null && lastDirection === direction;

/** Whoever goes out is asked nothing. */
const bookingFault: Question = ({ gate, direction, doorPlace }) => {
  if (!gate.needsBooking || direction === 'out' || doorPlace === 'taken') {
    return null;
  }
  return doorPlace === 'void' ? 'booking_void' : 'booking_needed';
};

/** In the order in which they are asked; the first that says something decides. The same order as without network. */
const QUESTIONS: readonly Question[] = [
  ({ shown }) => (shown.means === 'code' && typeof shown.code === 'string' ? shown.code : null),
  ({ claims, audience }) => (claims && !audience ? 'code_unreadable' : null),
  ({ audience, gate }) => (audience && audience.schoolCode !== gate.schoolCode ? 'code_other_school' : null),
  ({ audience, gate }) => (audience && audience.gateCode !== gate.gateCode ? 'code_other_gate' : null),
  (asked) => (isServed(asked) ? null : 'code_other_direction'),
  timeFault,
  (asked) => (asked.use && !isKept(asked) ? 'code_used' : null),
  absence,
  ({ pass }) => (pass?.status === 'person_inactive' ? 'person_inactive' : null),
  ({ claims, pass }) => (claims && pass && claims.v < pass.epoch ? 'code_replaced' : null),
  ({ pass }) => (pass?.status === 'held' ? 'pass_held' : null),
  (asked) => (isEnded(asked) ? 'pass_ended' : null),
  ({ pass }) => (pass?.status === 'check_in_due' ? 'check_in_due' : null),
  ({ gate, hasTemporaryPass }) => (gate.needsTemporaryPass && !hasTemporaryPass ? 'temporary_pass_needed' : null),
  bookingFault,
  (asked) => (asked.gate.antiPassback === 'block' && goesTwice(asked, asked.direction) ? 'passback' : null),
  ({ temperatureTenths }) => (temperatureTenths === null ? 'measure_now' : null),
  ({ temperatureTenths, feverTenths }) => (Number(temperatureTenths) >= feverTenths ? 'fever' : null),
];

const firstAnswer = (asked: Asked): Verdict | null => {
  for (const question of QUESTIONS) {
    const answer = question(asked);
    if (answer !== null) {
      return answer;
    }
  }
  return null;
};

const claimsOf = (shown: Shown): PassCodeClaims | null =>
  shown.means === 'code' && typeof shown.code === 'object' ? shown.code : null;

/** The way that somebody wants to go; null where what was shown does not say. */
export const wayOf = (shown: Shown): Direction | null =>
  shown.means === 'code' ? (readAudience(claimsOf(shown)?.aud ?? '')?.direction ?? null) : shown.direction;

const askedOf = (facts: ScanFacts, now: Date): Asked => {
  const { shown } = facts;
  const claims = claimsOf(shown);
  return { ...facts, claims, audience: claims && readAudience(claims.aud), direction: wayOf(shown), now };
};

/**
 * The verdict on somebody before a gate.
 * @param facts the temperature, where there is one, is plausible
 * @param now by the server's clock
 */
export const verdictOf = (facts: ScanFacts, now: Date): Judged => {
  const asked = askedOf(facts, now);
  const { direction, claims, use } = asked;
  const verdict = firstAnswer(asked) ?? 'admitted';
  const keeps = verdict === 'measure_now' && claims !== null;
  const keptUntil = keeps ? (use?.keptUntil ?? new Date(now.getTime() + CODE_KEPT_SECONDS * 1000)) : null;
  return { verdict, direction, keptUntil };
};

/** Whether a code is for this gate: of others nobody's data is looked at. */
export const isForGate = ({ aud }: Pick<PassCodeClaims, 'aud'>, { schoolCode, gateCode }: ScanGate): boolean => {
  const audience = readAudience(aud);
  return audience?.schoolCode === schoolCode && audience.gateCode === gateCode;
};

/** Verdicts on somebody whom the gate has recognised: their name may be said. */
const ON_A_PERSON: readonly Verdict[] = [
  ...([
    'admitted',
    'measure_now',
    'fever',
    'code_used',
    'code_replaced',
    'no_pass',
    'pass_ended',
    'pass_held',
  ] as const),
  ...(['check_in_due', 'person_inactive', 'temporary_pass_needed', 'passback'] as const),
  ...(['booking_needed', 'booking_void'] as const),
];
export const recognises = (verdict: Verdict): boolean => ON_A_PERSON.includes(verdict);

/** Before whom the gate opens, or is about to: their face is compared. */
export const showsFace = (verdict: Verdict): boolean => verdict === 'admitted' || verdict === 'measure_now';
