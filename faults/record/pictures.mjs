import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VARIANTS = ['photo', 'thumbnail'];

/** @typedef {{ id: string, state: string, school_id: string, client_key: string }} Row */

/** @param {string} directory @param {Row} row @param {string} variant */
const fileOf = (directory, { school_id, id }, variant) =>
  join(directory, school_id, id.slice(-2), `${id}-${variant}.jpg`);

/** A JPEG from its first mark to its last. @param {string} path */
const isWhole = (path) => {
  if (!existsSync(path)) {
    return false;
  }
  const bytes = readFileSync(path);
  return bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9;
};

/** @param {import('pg').Pool} database @returns {Promise<Row[]>} */
export const readRows = async (database) =>
  (await database.query('SELECT id, state, school_id, client_key FROM uploads')).rows;

/**
 * Holds rows, files and what the senders saw against each other.
 * @param {string} directory
 * @param {Row[]} rows
 * @param {import('../load/uploads.mjs').Upload[]} uploads
 * @returns {string[]}
 */
export function pictureFaults(directory, rows, uploads) {
  const files = readdirSync(directory, { recursive: true })
    .map((name) => join(directory, String(name)))
    .filter((path) => statSync(path).isFile());
  const known = new Set(rows.flatMap((row) => VARIANTS.map((variant) => fileOf(directory, row, variant))));
  const stored = new Map(rows.filter(({ state }) => state === 'stored').map((row) => [row.client_key, row.id]));
  return [
    ...rows.filter(({ state }) => state !== 'stored').map(({ id, state }) => `${id} is still ${state}`),
    ...rows.flatMap((row) =>
      VARIANTS.filter((variant) => !isWhole(fileOf(directory, row, variant))).map(
        (variant) => `${row.id} has no whole ${variant}`,
      ),
    ),
    ...files.filter((path) => !known.has(path)).map((path) => `no row knows ${path}`),
    ...uploads
      .filter(({ id, key }) => id !== null && stored.get(key) !== id)
      .map(({ key }) => `${key} was acknowledged and is not stored`),
    ...uploads
      .filter(({ statuses, key }) => statuses.at(-1) === 507 && stored.has(key))
      .map(({ key }) => `${key} was refused and is stored`),
  ];
}

/**
 * Bugs that the check must see, planted into real files and taken back.
 * @param {string} directory @param {Row[]} rows @param {import('../load/uploads.mjs').Upload[]} uploads
 * @returns {string[]} planted bugs that were not seen
 */
export function unseenPictureBugs(directory, rows, uploads) {
  const row = rows.find(({ state }) => state === 'stored');
  const acknowledged = uploads.find(({ id }) => id === row?.id);
  if (!row || !acknowledged) {
    return ['nothing was stored, so nothing could be planted'];
  }
  const photo = fileOf(directory, row, 'photo');
  const aside = fileOf(directory, row, 'thumbnail');
  const count = (/** @type {Row[]} */ these, sent = uploads) => pictureFaults(directory, these, sent).length;
  const before = count(rows);
  /** @type {Record<string, () => number>} */
  const planted = {
    'a row without a file': () => {
      const bytes = readFileSync(photo);
      return withChange(
        () => rmSync(photo),
        () => writeFileSync(photo, bytes),
        () => count(rows),
      );
    },
    'half a file': () => {
      const bytes = readFileSync(aside);
      return withChange(
        () => truncateSync(aside, bytes.length >> 1),
        () => writeFileSync(aside, bytes),
        () => count(rows),
      );
    },
    'a file without a row': () =>
      count(
        rows.filter((one) => one !== row),
        uploads.filter((one) => one !== acknowledged),
      ),
    'a half written file': () =>
      withChange(
        () => writeFileSync(`${photo}.new`, ''),
        () => rmSync(`${photo}.new`),
        () => count(rows),
      ),
    'a row that is never marked': () => count([{ ...row, state: 'storing' }, ...rows.filter((one) => one !== row)]),
    'an acknowledged upload that is gone': () => count(rows, [...uploads, { ...acknowledged, key: 'x' }]),
    'a refused upload that is there': () => count(rows, [...uploads, { ...acknowledged, id: null, statuses: [507] }]),
  };
  return Object.entries(planted)
    .filter(([, faults]) => faults() <= before)
    .map(([bug]) => bug);
}

/** @template T @param {() => void} change @param {() => void} back @param {() => T} look @returns {T} */
function withChange(change, back, look) {
  change();
  try {
    return look();
  } finally {
    back();
  }
}
