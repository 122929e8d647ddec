import { RENEW_BEFORE_SECONDS, type IssuedCode, type PassCodeAnswer } from '@shared/pass-code';
import type { GateChoice } from '@/api/passes';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** The page asks for a new reserve while the old one still lasts this long. */
const RESERVE_SHORT_MINUTES = 10;
/** Home, where nobody may need it at all, waits until this is left, and asks at most once in this time. */
const RESERVE_LOW_MINUTES = 5;
const HOME_PAUSE_MS = 3 * MINUTE_MS;

/** What the phone holds for one way through one gate: the code issued last, and those for the minutes to come. */
export interface KeptCodes extends GateChoice {
  latest: IssuedCode;
  reserve: IssuedCode[];
}

const endOf = ({ endsAt }: IssuedCode): number => Date.parse(endsAt);
const isOver =
  (now: number) =>
  (code: IssuedCode): boolean =>
    endOf(code) <= now;
const runsAt = (code: IssuedCode, now: number): boolean => Date.parse(code.startsAt) <= now && !isOver(now)(code);

export const areFor = (codes: KeptCodes | null, choice: GateChoice | null): codes is KeptCodes =>
  codes !== null && choice !== null && codes.gateId === choice.gateId && codes.direction === choice.direction;

/** The code to show: the one issued last while it lasts, then that of the reserve. @param now by the server's clock */
export const codeAt = ({ latest, reserve }: KeptCodes, now: number): IssuedCode | null =>
  isOver(now)(latest) ? (reserve.find((code) => runsAt(code, now)) ?? null) : latest;

/** When the page asks for the code after this one. */
export const renewalAt = (code: IssuedCode): number => endOf(code) - RENEW_BEFORE_SECONDS * SECOND_MS;

export interface Span {
  from: number;
  until: number;
}

/** From when until when a code is shown, if all goes well: one of the reserve, or one that could not be renewed, to its end. */
export const shownFor = (codes: KeptCodes, code: IssuedCode, now: number): Span => {
  const renewal = renewalAt(code);
  return { from: Date.parse(code.startsAt), until: code === codes.latest && now < renewal ? renewal : endOf(code) };
};

/** Until when there is a code to show without asking anybody; `now` where there is none. */
export const coveredUntil = ({ latest, reserve }: KeptCodes, now: number): number =>
  reserve.reduce(
    (until, code) => (Date.parse(code.startsAt) <= until + SECOND_MS ? Math.max(until, endOf(code)) : until),
    Math.max(now, endOf(latest)),
  );

/** Whole minutes for which there are codes. */
export const minutesCovered = (codes: KeptCodes, now: number): number =>
  Math.floor((coveredUntil(codes, now) - now) / MINUTE_MS);

const lastsLess = (codes: KeptCodes | null, choice: GateChoice, now: number, minutes: number): boolean =>
  !areFor(codes, choice) || coveredUntil(codes, now) - now < minutes * MINUTE_MS;

/** Whether the next code should bring a reserve with it. */
export const isReserveShort = (codes: KeptCodes | null, choice: GateChoice, now: number): boolean =>
  lastsLess(codes, choice, now, RESERVE_SHORT_MINUTES);

/** Whether home should fetch one. @param askedAt when anybody asked last */
export const isReserveDue = (codes: KeptCodes | null, choice: GateChoice, now: number, askedAt: number): boolean =>
  lastsLess(codes, choice, now, RESERVE_LOW_MINUTES) && Math.abs(now - askedAt) >= HOME_PAUSE_MS;

/** What the phone holds after an answer: a reserve stays for its own way alone, and without the codes that are over. */
export const codesAfter = (
  before: KeptCodes | null,
  { gateId, direction }: GateChoice,
  { code, reserve, serverTime }: PassCodeAnswer,
): KeptCodes => {
  const earlier = areFor(before, { gateId, direction }) ? before.reserve : [];
  const lasting = (reserve.length > 0 ? reserve : earlier).filter((one) => !isOver(Date.parse(serverTime))(one));
  return { gateId, direction, latest: code, reserve: lasting };
};
