/** The same content with its keys in one order. @param {unknown} value @returns {unknown} */
export function sorted(value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return value;
  }
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Rows or answers, line by line. @param {string} name @param {string[]} ours @param {string[]} theirs */
export function differing(name, ours, theirs) {
  const length = Math.max(ours.length, theirs.length);
  let count = 0;
  for (let at = 0; at < length; at++) {
    if (ours[at] !== theirs[at]) {
      count += 1;
      if (count === 1) {
        console.log(`${name} differ:\n  server ${ours[at]}\n  twin   ${theirs[at]}`);
      }
    }
  }
  return length === 0 ? 1 : count;
}
