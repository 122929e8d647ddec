/** @template T @param {Iterable<T>} items @param {(item: T) => string} keyOf @returns {Map<string, T[]>} */
export function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}

/** @template T @param {Iterable<T>} items @param {(item: T) => string} keyOf @returns {Map<string, number>} */
export const countBy = (items, keyOf) =>
  new Map([...groupBy(items, keyOf)].map(([key, group]) => /** @type {[string, number]} */ ([key, group.length])));
