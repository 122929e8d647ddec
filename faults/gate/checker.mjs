import { personId } from '../../bench/rig/campus.mjs';
import { countBy, groupBy } from './counting.mjs';
import { doubleUseFaults, placeFaults } from './whereabouts.mjs';

/**
 * @typedef {import('./history.mjs').Lane} Lane
 * @typedef {import('./history.mjs').KeptEvent} KeptEvent
 * @typedef {import('./stored.mjs').Stored} Stored
 * @typedef {import('./stored.mjs').StoredPassage} StoredPassage
 */

/** Where a terminal corrects by an upload that waited for its turn, an instant is as wrong as the wait was long. */
const INSTANT_MS = 10_000;

/**
 * Holds what people were told, what the disks of the terminals kept and what PostgreSQL holds against each other. Nothing
 * here asks the product what it has found.
 * @param {Map<number, Lane>} lanes @param {Stored} stored
 */
export function faultsOf(lanes, stored) {
  const found = indexed(lanes, stored);
  return {
    disk: [...lanes].flatMap(diskFaults),
    gate: [...lanes].flatMap(gateFaults),
    stored: storedFaults(found, stored),
    twice: doubleUseFaults(found, stored),
    places: placeFaults(lanes, stored),
  };
}

/**
 * @typedef {object} Found an event, when its code was held at this terminal, and what is stored of it
 * @property {Lane} lane
 * @property {KeptEvent} event
 * @property {import('./plan.mjs').Showing[]} held
 * @property {string} key
 * @property {StoredPassage | undefined} passage
 */

/** @param {Map<number, Lane>} lanes @param {Stored} stored @returns {Found[]} */
function indexed(lanes, { receipts, passages }) {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const byKey = new Map(
    receipts.map(({ terminal, boot, sequence, passage }) => [`${terminal}/${boot}/${sequence}`, passage]),
  );
  return [...lanes.values()].flatMap((lane) => {
    const held = groupBy(lane.showings, ({ code }) => code);
    return lane.kept.map((event) => {
      const key = `${lane.id}/${event.bootId}/${event.sequence}`;
      return { lane, event, key, held: held.get(event.code) ?? [], passage: byId.get(byKey.get(key) ?? '') };
    });
  });
}

/** Whoever was told something finds it on the disk. @param {[number, Lane]} entry */
function diskFaults([n, { showings, told, kept }]) {
  const left = countBy(kept, ({ code, verdict }) => `${code} ${verdict}`);
  return showings.flatMap(({ code, at }, place) => {
    const verdict = told[place];
    const held = left.get(`${code} ${verdict}`) ?? 0;
    left.set(`${code} ${verdict}`, held - 1);
    return verdict !== null && held < 1 ? [`told ${verdict} and not kept: terminal ${n}, ${at}`] : [];
  });
}

/** One verifier admits a code once; whoever holds a good one for the first time is admitted. @param {[number, Lane]} entry */
function gateFaults([n, { showings, told, kept, interrupted }]) {
  const admitted = countBy(
    kept.filter(({ verdict }) => verdict === 'admitted'),
    ({ code }) => code,
  );
  const told2 = countBy(
    showings.filter((_, place) => told[place] === 'admitted'),
    ({ code }) => code,
  );
  const twice = [...admitted, ...told2].filter(([, times]) => times > 1);
  return [
    ...twice.map(([code]) => `admitted twice: terminal ${n}, ${code}`),
    ...showings.flatMap(({ is, at }, place) => {
      const right = is === 'again' ? ['code_used'] : interrupted.has(place) ? ['admitted', 'code_used'] : ['admitted'];
      const verdict = String(told[place]);
      return right.includes(verdict) ? [] : [`${is} was told ${verdict}: terminal ${n}, ${at}`];
    }),
  ];
}

/** Stored = distinct events, each as it happened. @param {Found[]} found @param {Stored} stored */
function storedFaults(found, { receipts, passages }) {
  const known = new Set(found.map(({ key }) => key));
  const ids = countBy(passages, ({ id }) => id);
  const told = new Set(found.flatMap(({ passage }) => (passage ? [passage.id] : [])));
  return [
    ...receipts
      .map(({ terminal, boot, sequence }) => `${terminal}/${boot}/${sequence}`)
      .filter((key) => !known.has(key))
      .map((key) => `remembered and never kept: ${key}`),
    ...[...ids].flatMap(([id, times]) => (times > 1 ? [`stored ${times} times: ${id}`] : [])),
    ...passages.filter(({ id }) => !told.has(id)).map(({ id }) => `stored and never kept: ${id}`),
    ...found.flatMap(eventFaults),
  ];
}

/** @param {Found} found @returns {string[]} */
function eventFaults({ lane, event, held, key, passage }) {
  if (!passage) {
    return [`kept and not stored: ${key}`];
  }
  const [{ person, way }] = held;
  const isSame =
    passage.terminal === lane.id &&
    passage.person === personId(person) &&
    passage.direction === way &&
    passage.verdict === event.verdict &&
    passage.quarantine === null;
  const aside = Math.min(...held.map(({ at }) => Math.abs(at - passage.at)));
  return [
    ...(isSame ? [] : [`stored otherwise: ${key} ${JSON.stringify(passage)}`]),
    ...(aside > INSTANT_MS ? [`stored ${(aside / 1000).toFixed(1)} s aside: ${key}`] : []),
  ];
}
