import { createHash } from 'node:crypto';
import { faker } from '@faker-js/faker/locale/zh_CN';

const SEED = 'campus-2026';
/** ids of demo rows look like uuid v7 made from here on, one millisecond apart */
const EPOCH_MS = Date.UTC(2026, 7, 1);
const WORDS = [
  'poplar',
  'steppe',
  'willow',
  'saddle',
  'birch',
  'meadow',
  'heron',
  'amber',
  'cedar',
  'lantern',
  'plover',
  'silver',
];

/** Four well mixed 32-bit words of a text: cyrb128, ten times as fast as sha256 where nothing is secret. */
const mixed = (text: string): [number, number, number, number] => {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ letter, 597399067);
    b = c ^ Math.imul(b ^ letter, 2869860233);
    c = d ^ Math.imul(c ^ letter, 951274213);
    d = a ^ Math.imul(d ^ letter, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (a ^ b) >>> 0, (a ^ c) >>> 0, (a ^ d) >>> 0];
};

/** Whole number from 0 up to, not including, `limit`: always the same one for a key. */
export const drawn = (key: string, limit: number): number => mixed(`${SEED}/${key}`)[0] % limit;

/** Whether this key belongs to a share of `percent` in a hundred. */
export const chance = (key: string, percent: number): boolean => drawn(key, 10_000) < percent * 100;

export const pick = <T>(key: string, list: readonly T[]): T => {
  const chosen = list[drawn(key, list.length)];
  if (chosen === undefined) {
    throw new Error(`nothing to pick for ${key}`);
  }
  return chosen;
};

/** The id of a demo row, stable for its key. @param order puts rows of one kind into the order of their ids */
export const demoId = (key: string, order = 0): string => {
  const time = (EPOCH_MS + order).toString(16).padStart(12, '0');
  const rest = mixed(`${SEED}/id/${key}`)
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
  const variant = (8 + (parseInt(rest.slice(3, 4), 16) % 4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(4, 7)}-${rest.slice(7, 19)}`;
};

/** A password a person could have chosen. */
export const chosenPassword = (key: string): string =>
  `${pick(`${key}/first`, WORDS)}-${pick(`${key}/second`, WORDS)}-${1000 + drawn(`${key}/figure`, 9000)}`;

/** Twenty bytes, as an authenticator app takes them. */
export const totpSecretBytes = (key: string): Buffer =>
  createHash('sha256').update(`${SEED}/totp/${key}`).digest().subarray(0, 20);

export const personName = (key: string, sex: 'female' | 'male'): string => {
  faker.seed(drawn(`name/${key}`, 2 ** 32));
  return `${faker.person.lastName()}${faker.person.firstName(sex)}`;
};

/** Mainland numbers that begin with 12 belong to nobody. */
export const phoneNumber = (key: string): string =>
  `12${String(drawn(`phone/${key}`, 1_000_000_000)).padStart(9, '0')}`;
