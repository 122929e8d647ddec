export type Path = (string | number)[];

/** Where strings stand in a JSON value. */
export const stringsIn = (value: unknown, at: Path = []): Path[] => {
  if (typeof value === 'string') {
    return [at];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        stringsIn(inner, [...at, Array.isArray(value) ? Number(key) : key]),
      )
    : [];
};

/** Where objects stand in a JSON value, itself included; of a list only the first. */
export const objectsIn = (value: unknown, at: Path = []): Path[] => {
  if (Array.isArray(value)) {
    return value.length > 0 ? objectsIn(value[0], [...at, 0]) : [];
  }
  return typeof value === 'object' && value !== null
    ? [at, ...Object.entries(value).flatMap(([key, inner]) => objectsIn(inner, [...at, key]))]
    : [];
};

/** A copy with one place changed. */
export const changed = (value: unknown, [key, ...rest]: Path, change: (before: unknown) => unknown): unknown => {
  if (key === undefined) {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((inner: unknown, index) => (index === key ? changed(inner, rest, change) : inner));
  }
  const before = value as Record<string, unknown>;
  return { ...before, [key]: changed(before[key], rest, change) };
};
