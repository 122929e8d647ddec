import { createHash } from 'node:crypto';

/** The grey square that a hash is taken of. */
export const HASH_SIDE = 128;
const WAVES = 32;
const HASH_BITS = WAVES * WAVES;
/** a wave must be this strong to count: weaker ones are grain and compression, and tip over at every saving */
const LOUD = 800;
/**
 * Bits that may differ between pictures that look the same. Measured with drawn screenshots of one layout
 * (perceptual-hash.spec.ts): saved again and scaled down 18, another name on the same page 35 at least,
 * another itinerary 120, another code 315.
 */
export const LOOKALIKE_BITS = 23;
/** one piece more than bits that may differ: two pictures that look the same have a whole piece in common */
const PIECES = LOOKALIKE_BITS + 1;

/** the k-th wave over a row; the 0th, plain brightness, is left out */
const COSINES = Array.from({ length: WAVES }, (_, k) =>
  Float64Array.from({ length: HASH_SIDE }, (_, x) => Math.cos((Math.PI * (2 * x + 1) * (k + 1)) / (2 * HASH_SIDE))),
);

/** Long waves first: dealt out in this order, each piece gets as many of the short ones, which differ sooner. */
const BIT_ORDER = Array.from({ length: HASH_BITS }, (_, bit) => bit).sort(
  (a, b) => frequencyOf(a) - frequencyOf(b) || a - b,
);

function frequencyOf(bit: number): number {
  return (bit % WAVES) + Math.floor(bit / WAVES);
}

/**
 * Which of a picture's longest waves are loud: what saving again and scaling leave alone, and what changes with every
 * word in a screenshot.
 * @param grey HASH_SIDE × HASH_SIDE bytes
 */
export const perceptualHash = (grey: Buffer): Buffer => {
  const rows = Array.from({ length: HASH_SIDE }, (_, y) => wavesOf(grey.subarray(y * HASH_SIDE, (y + 1) * HASH_SIDE)));
  const hash = Buffer.alloc(HASH_BITS / 8);
  for (let across = 0; across < WAVES; across += 1) {
    wavesOf(rows.map((row) => row[across] ?? 0)).forEach((wave, down) => {
      if (wave > LOUD) {
        setBit(hash, down * WAVES + across);
      }
    });
  }
  return hash;
};

const wavesOf = (line: ArrayLike<number>): number[] =>
  COSINES.map((cosine) => {
    let sum = 0;
    for (let at = 0; at < HASH_SIDE; at += 1) {
      sum += (cosine[at] ?? 0) * (line[at] ?? 0);
    }
    return sum;
  });

const setBit = (bytes: Buffer, bit: number): void => {
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
};
const hasBit = (bytes: Buffer, bit: number): boolean => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;

/** The hash in pieces for the index, as PostgreSQL's bigint: each knows its school and its place. */
export const piecesOf = (schoolId: string, hash: Buffer): string[] =>
  Array.from({ length: PIECES }, (_, piece) => {
    const bits = Buffer.alloc(Math.ceil(HASH_BITS / PIECES / 8));
    BIT_ORDER.filter((_, at) => at % PIECES === piece).forEach((bit, at) => {
      if (hasBit(hash, bit)) {
        setBit(bits, at);
      }
    });
    return createHash('sha256').update(`${schoolId}/${piece}/`).update(bits).digest().readBigInt64BE().toString();
  });
