/**
 * @typedef {import('./history.mjs').Write} Write
 * @typedef {import('./stored.mjs').Stored} Stored
 */

/**
 * Acknowledged ⊆ stored ⊆ acknowledged ∪ unknown, each exactly once, receipts and versions in agreement.
 * @param {Iterable<Write>} writes
 * @param {Stored} stored
 * @returns {string[]} what does not hold, one line each
 */
export function faultsOf(writes, stored) {
  const known = new Map([...writes].map((write) => [write.key, write]));
  return [
    ...acknowledgedFaults(known, stored),
    ...strayFaults(known, stored),
    ...receiptFaults(known, stored),
    ...versionFaults(stored),
  ];
}

/** @param {Map<string, Write>} known @param {Stored} stored */
function acknowledgedFaults(known, { versions }) {
  const times = countBy(versions, ({ mark }) => mark);
  const faults = [];
  for (const { key, state } of known.values()) {
    const count = times.get(key) ?? 0;
    if (state === 'acknowledged' && count === 0) {
      faults.push(`acknowledged and not stored: ${key}`);
    }
    if (count > 1) {
      faults.push(`stored ${count} times: ${key}`);
    }
  }
  return faults;
}

/** @param {Map<string, Write>} known @param {Stored} stored */
function strayFaults(known, { versions }) {
  return versions.flatMap(({ mark }) => {
    const state = known.get(mark)?.state;
    return state === 'acknowledged' || state === 'unknown' ? [] : [`stored though ${state ?? 'never sent'}: ${mark}`];
  });
}

/** @param {Map<string, Write>} known @param {Stored} stored */
function receiptFaults(known, { versions, answers }) {
  const placeOf = new Map(versions.map(({ mark, report, version }) => [mark, `${report}/${version}`]));
  const remembered = new Map(answers.map((answer) => [answer.key, answer]));
  const faults = [];
  for (const { key, receipts } of known.values()) {
    const [first] = receipts;
    if (!first) {
      continue;
    }
    const { reportId, version, submittedAt } = first;
    if (receipts.some((receipt) => JSON.stringify(receipt) !== JSON.stringify(first))) {
      faults.push(`two different receipts: ${key}`);
    }
    if (placeOf.get(key) !== `${reportId}/${version}`) {
      faults.push(`the receipt names another version: ${key}`);
    }
    const answer = remembered.get(key);
    if (answer?.report !== reportId || answer.version !== version || answer.submittedAt !== submittedAt) {
      faults.push(`the key remembers another receipt: ${key}`);
    }
  }
  return faults;
}

/** @param {Stored} stored */
function versionFaults({ reports, versions }) {
  const byReport = new Map(reports.map(({ id }) => [id, /** @type {Stored['versions']} */ ([])]));
  const faults = [];
  for (const version of versions) {
    const list = byReport.get(version.report);
    if (list) {
      list.push(version);
    } else {
      faults.push(`a version without its report: ${version.report}/${version.version}`);
    }
  }
  for (const [place, count] of countBy(reports, ({ person, day, window }) => `${person}/${day}/${window}`)) {
    if (count > 1) {
      faults.push(`${count} reports of one window: ${place}`);
    }
  }
  for (const { id, version, mark } of reports) {
    const list = (byReport.get(id) ?? []).sort((a, b) => a.version - b.version);
    const isUnbroken = list.length === version && list.every((one, at) => one.version === at + 1);
    if (!isUnbroken || list.at(-1)?.mark !== mark) {
      faults.push(`the versions do not lead to the report: ${id}`);
    }
  }
  return faults;
}

/** @template T @param {T[]} items @param {(item: T) => string} keyOf */
function countBy(items, keyOf) {
  const counts = new Map();
  for (const item of items) {
    const key = keyOf(item);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
