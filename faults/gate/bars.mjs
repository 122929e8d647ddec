import { atLeast, atMost } from '../../bench/rig/verdict.mjs';
import { faultsOf } from './checker.mjs';
import { clockFaults } from './clocks.mjs';
import { doubleUses } from './whereabouts.mjs';

const LONGEST_SECONDS = 60;

/** The day, and what was told of it. */
export function dayBars({ lanes }, stored, { kept, days, told }, least) {
  const faults = faultsOf(lanes, stored);
  for (const [kind, found] of Object.entries(faults)) {
    found.slice(0, 5).forEach((one) => console.log(`  ! ${kind}: ${one}`));
  }
  const events = [...lanes.values()].reduce((sum, lane) => sum + lane.kept.length, 0);
  const lost = days.reduce((sum, day) => sum + day.lost, told.cuts);
  return [
    atLeast('distinct events on the disks of the terminals', events, least.events),
    atLeast('times that each was sent', told.figures.sent / events, 3),
    atLeast('answers that were lost on the way', told.figures.lost, 1),
    atLeast('power cuts', lost, least.cuts),
    atLeast(
      'of them in the middle of a line',
      days.reduce((sum, { torn }) => sum + torn, 0),
      1,
    ),
    atMost('told at a gate and lost from the disk, or spoilt there', faults.disk.length + kept.damaged, 0),
    atMost('codes admitted twice by one terminal, or good ones refused', faults.gate.length, 0),
    atMost('distinct events that are not stored once, as they happened', faults.stored.length, 0),
    atLeast('codes used at two terminals, by the history', doubleUses(lanes), 1),
    atMost('of them not found, without a case, or a case of nothing', faults.twice.length, 0),
    atMost('people who are not where the passages in their order say', faults.places.length, 0),
    atLeast('codes of the key before, admitted while both keys were good', earlierKey(lanes), 1),
  ];
}

/** After the first code of the new key. */
function earlierKey(/** @type {Map<number, import('./history.mjs').Lane>} */ lanes) {
  const met = [...lanes.values()].flatMap(({ showings, told }) => showings.filter((_, at) => told[at] === 'admitted'));
  const newest = met.reduce((latest, one) => (one.at > latest.at ? one : latest)).kid;
  const began = Math.min(...met.filter(({ kid }) => kid === newest).map(({ at }) => at));
  return met.filter(({ at, kid }) => at > began && kid !== newest).length;
}

/** @param {import('./history.mjs').GateHistory} history */
export const revocationBars = ({ refusals }) => [
  atLeast(
    'terminals that had been without network for a day asked for somebody suspended meanwhile',
    refusals.length,
    1,
  ),
  atMost(
    'seconds from the network to the refusal',
    Math.max(...refusals.map(({ seconds }) => seconds)),
    LONGEST_SECONDS,
  ),
];

export function awayBars({ person, device, before, alone, after, left }) {
  const admitted = [...before, ...alone, after.fresh, after.earlier].filter((one) => one.admitted).length;
  return [
    atMost('seconds from the cable to the refusal of somebody suspended', person, LONGEST_SECONDS),
    atMost('seconds from the cable to the end of a revoked terminal', device, LONGEST_SECONDS),
    atMost('files that it keeps', left.length, 0),
    atMost('good codes refused there, of the key before and of the new one', 6 - admitted, 0),
  ];
}

/** @param {import('./clocks.mjs').Clock[]} clocks */
export function clockBars(clocks) {
  clocks.forEach((clock) => console.log(`  ${JSON.stringify(clock)}`));
  const faults = clockFaults(clocks);
  faults.forEach((fault) => console.log(`  ! clock: ${fault}`));
  return [
    atMost('wrong clocks that were taken for right ones, or right ones for wrong', faults.length, 0),
    atMost('ms that a recorded error is aside', Math.max(...clocks.map(({ offAside }) => offAside)), 3_000),
  ];
}

export const cloneBars = ({ told, stored, forked, alarmed, refused }) => [
  atMost('events of a terminal and its copy that are not stored', told - stored, 0),
  atMost('forked numbers without an alarm', Math.abs(told / 2 - alarmed) + Math.abs(told / 2 - forked), 0),
  atLeast('the copy was told that another one runs', refused === 'TERMINAL_BOOT_STALE' ? 1 : 0, 1),
];
