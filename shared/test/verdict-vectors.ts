import type { DoorPlace } from '../src/booking';
import type { CodeUse, Shown } from '../src/offline-verdict';
import { audienceOf, type PassCodeClaims } from '../src/pass-code';
import type { Direction } from '../src/gate';
import type { Standing, TerminalConfig } from '../src/terminal';
import type { Verdict } from '../src/verdict';

/** A person before a gate: everything that any verifier may ask. */
export interface VerdictScene {
  shown: Shown;
  schoolCode: string;
  gate: TerminalConfig['gate'];
  lane: Direction | null;
  use: CodeUse | null;
  /** null: there is no such pass, or nobody with this number */
  pass: Pick<Standing, 'epoch' | 'refusal'> | null;
  /** what only the server knows */
  isCheckInDue: boolean;
  hasTemporaryPass: boolean;
  doorPlace: DoorPlace;
  lastDirection: Direction | null;
  temperatureTenths: number | null;
  feverTenths: number;
}

/** What the server and a terminal without network say to one scene. */
export interface VerdictVector {
  name: string;
  scene: VerdictScene;
  now: Date;
  online: Verdict;
  offline: Verdict;
}

export const VECTOR_NOW = new Date('2026-09-07T00:00:00Z');
const SECOND = VECTOR_NOW.getTime() / 1000;
const after = (seconds: number): Date => new Date(VECTOR_NOW.getTime() + seconds * 1000);

const CLAIMS: PassCodeClaims = {
  sub: 'AAAAAAAAAAAAAAAAAAAAAA',
  aud: audienceOf({ schoolCode: 's1', gateCode: 'n2', direction: 'in' }),
  ...{ iat: SECOND - 10, exp: SECOND + 50, jti: 'jtijtiji', v: 3 },
};

/** Everything is right: a code, a number or a face that is admitted. */
const fine = (means: Shown['means']): VerdictScene => ({
  shown: means === 'code' ? { means, code: CLAIMS } : { means, direction: 'in' },
  schoolCode: 's1',
  gate: {
    ...{ id: 'gate', code: 'n2', name: { zh: '北门', en: 'North gate' }, directions: ['in', 'out'] },
    ...{ antiPassback: 'block', needsTemporaryPass: false, needsBooking: false },
  },
  ...{ lane: null, use: null, pass: { epoch: 3, refusal: null }, isCheckInDue: false, hasTemporaryPass: false },
  ...{ doorPlace: 'taken', lastDirection: 'out', temperatureTenths: 365, feverTenths: 373 },
});

interface Fault {
  verdict: Verdict;
  /** of codes alone, or of numbers and faces alone */
  byCodeOnly?: true;
  byNumberOnly?: true;
  /** a terminal without network cannot know; `of code`: it takes the code for a proof */
  onlineOnly?: true | 'of code';
  /** what it says instead */
  offline?: Verdict;
  /** a terminal without network does not know the pass, and so nothing against it */
  hidesPass?: true;
  befall: (scene: VerdictScene) => VerdictScene;
}

const withClaims =
  (wish: Partial<PassCodeClaims>) =>
  (scene: VerdictScene): VerdictScene =>
    scene.shown.means === 'code' && typeof scene.shown.code === 'object'
      ? { ...scene, shown: { means: 'code', code: { ...scene.shown.code, ...wish } } }
      : scene;
const forCode =
  (code: 'code_unreadable' | 'code_forged') =>
  (scene: VerdictScene): VerdictScene => ({
    ...scene,
    shown: { means: 'code', code },
  });
const refusedBy =
  (refusal: Standing['refusal']) =>
  (scene: VerdictScene): VerdictScene => ({
    ...scene,
    pass: { epoch: scene.pass?.epoch ?? 3, refusal },
  });

/** In the order of the questions: of several faults the first one speaks. */
const FAULTS: readonly Fault[] = [
  { verdict: 'code_unreadable', byCodeOnly: true, befall: forCode('code_unreadable') },
  { verdict: 'code_forged', byCodeOnly: true, befall: forCode('code_forged') },
  { verdict: 'code_other_school', byCodeOnly: true, befall: (scene) => ({ ...scene, schoolCode: 's2' }) },
  {
    verdict: 'code_other_gate',
    byCodeOnly: true,
    befall: (scene) => ({ ...scene, gate: { ...scene.gate, code: 'n3' } }),
  },
  { verdict: 'code_other_direction', byCodeOnly: true, befall: (scene) => ({ ...scene, lane: 'out' }) },
  { verdict: 'code_too_early', byCodeOnly: true, befall: withClaims({ iat: SECOND + 31, exp: SECOND + 91 }) },
  { verdict: 'code_expired', byCodeOnly: true, befall: withClaims({ iat: SECOND - 91, exp: SECOND - 31 }) },
  { verdict: 'code_used', byCodeOnly: true, befall: (scene) => ({ ...scene, use: { keptUntil: null } }) },
  { verdict: 'number_unknown', byNumberOnly: true, befall: (scene) => ({ ...scene, pass: null }) },
  { verdict: 'no_pass', byCodeOnly: true, hidesPass: true, befall: (scene) => ({ ...scene, pass: null }) },
  { verdict: 'person_inactive', befall: refusedBy('person_inactive') },
  {
    verdict: 'code_replaced',
    byCodeOnly: true,
    befall: (scene) => ({ ...scene, pass: { epoch: 4, refusal: scene.pass?.refusal ?? null } }),
  },
  { verdict: 'pass_held', befall: refusedBy('pass_held') },
  { verdict: 'pass_ended', befall: refusedBy('pass_ended') },
  { verdict: 'check_in_due', onlineOnly: true, befall: (scene) => ({ ...scene, isCheckInDue: true }) },
  {
    verdict: 'temporary_pass_needed',
    befall: (scene) => ({ ...scene, gate: { ...scene.gate, needsTemporaryPass: true } }),
  },
  {
    ...{ verdict: 'booking_needed', onlineOnly: 'of code' },
    befall: (scene) => ({ ...scene, gate: { ...scene.gate, needsBooking: true }, doorPlace: 'none' }),
  },
  {
    ...{ verdict: 'booking_void', onlineOnly: 'of code', offline: 'booking_needed' },
    befall: (scene) => ({ ...scene, gate: { ...scene.gate, needsBooking: true }, doorPlace: 'void' }),
  },
  { verdict: 'passback', befall: (scene) => ({ ...scene, lastDirection: 'in' }) },
  { verdict: 'measure_now', befall: (scene) => ({ ...scene, temperatureTenths: null }) },
  {
    verdict: 'fever',
    befall: (scene) => ({ ...scene, temperatureTenths: scene.temperatureTenths === null ? null : 373 }),
  },
];

/** Faults of the pass itself: of one that a terminal does not know it cannot tell. */
const OF_PASS: readonly Verdict[] = ['no_pass', 'person_inactive', 'code_replaced', 'pass_held', 'pass_ended'];

const seenOffline = (means: Shown['means'], faults: readonly Fault[]): readonly Fault[] => {
  const isHidden = faults.some(({ hidesPass }) => hidesPass);
  const isUnseen = ({ verdict, onlineOnly }: Fault): boolean =>
    onlineOnly === true || (onlineOnly === 'of code' && means === 'code') || (isHidden && OF_PASS.includes(verdict));
  return faults.filter((fault) => !isUnseen(fault));
};

const offlineOf = (means: Shown['means'], faults: readonly Fault[]): Verdict => {
  const [first] = seenOffline(means, faults);
  return first?.offline ?? first?.verdict ?? 'admitted';
};

const vectorOf = (means: Shown['means'], faults: readonly Fault[]): VerdictVector => ({
  name: `${means}: ${faults.map(({ verdict }) => verdict).join(' before ') || 'nothing against it'}`,
  // the last one first: what an earlier one says stays
  scene: [...faults].reverse().reduce((scene, { befall }) => befall(scene), fine(means)),
  now: VECTOR_NOW,
  online: faults[0]?.verdict ?? 'admitted',
  offline: offlineOf(means, faults),
});

/** No fault, each fault, each two of them. */
const combinations = (means: Shown['means']): VerdictVector[] => {
  const faults = FAULTS.filter(({ byCodeOnly, byNumberOnly }) => (means === 'code' ? !byNumberOnly : !byCodeOnly));
  const pairs = faults.flatMap((first, at) => faults.slice(at + 1).map((second) => [first, second]));
  return [[], ...faults.map((fault) => [fault]), ...pairs].map((together) => vectorOf(means, together));
};

const scene = (
  name: string,
  wish: Partial<VerdictScene>,
  verdict: Verdict,
  by: Shown['means'] = 'code',
): VerdictVector => ({
  ...{ name, scene: { ...fine(by), ...wish }, now: VECTOR_NOW, online: verdict, offline: verdict },
});
const code = (wish: Partial<PassCodeClaims>): Pick<VerdictScene, 'shown'> => ({
  shown: { means: 'code', code: { ...CLAIMS, ...wish } },
});
const shownBy = (means: 'number' | 'face', direction: Direction): Pick<VerdictScene, 'shown'> => ({
  shown: { means, direction },
});
const DOOR = { ...fine('code').gate, needsBooking: true };
const lateCode = code({ iat: SECOND - 100, exp: SECOND - 40 });

/** At the edges. */
const EDGES: readonly VerdictVector[] = [
  scene('thirty seconds after its end a code is still good', code({ iat: SECOND - 90, exp: SECOND - 30 }), 'admitted'),
  scene('thirty seconds before its time a code is good', code({ iat: SECOND + 30, exp: SECOND + 90 }), 'admitted'),
  scene('a kept code does not expire while it is kept', { ...lateCode, use: { keptUntil: after(0) } }, 'admitted'),
  scene('a kept code is kept once', { use: { keptUntil: after(-1) } }, 'code_used'),
  scene(
    'a kept code still waits for a temperature',
    { use: { keptUntil: after(9) }, temperatureTenths: null },
    'measure_now',
  ),
  scene('an audience that names no gate is no code of ours', code({ aud: 's1' }), 'code_unreadable'),
  scene('a code of the phone of before is replaced', code({ v: 2 }), 'code_replaced'),
  scene('a code of a phone that is not told of yet is good', code({ v: 4 }), 'admitted'),
  scene('one tenth below the line is no fever', { temperatureTenths: 372 }, 'admitted'),
  scene(
    'in again is no matter where nothing blocks it',
    { lastDirection: 'in', gate: { ...fine('code').gate, antiPassback: 'warn' } },
    'admitted',
  ),
  scene('the first passage of all has none before it', { lastDirection: null }, 'admitted'),
  scene('a door of a venue opens to whoever has taken a place', { gate: DOOR }, 'admitted'),
  scene(
    'and lets out whoever has none',
    { ...code({ aud: 's1.n2.o' }), gate: DOOR, doorPlace: 'none', lastDirection: 'in' },
    'admitted',
  ),
  scene(
    'by number as well',
    { ...shownBy('number', 'out'), gate: DOOR, doorPlace: 'void', lastDirection: 'in' },
    'admitted',
  ),
  scene(
    'a gate that serves one way refuses the other',
    { gate: { ...fine('code').gate, directions: ['out'] } },
    'code_other_direction',
  ),
];

/** Server and terminals judge these alike, but for what a terminal without network cannot know. */
export const VERDICT_VECTORS: readonly VerdictVector[] = [
  ...combinations('code'),
  ...combinations('number'),
  ...combinations('face'),
  ...EDGES,
];
