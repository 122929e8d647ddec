import { randomFillSync, randomInt } from 'node:crypto';
import { v7 } from 'uuid';

const ID_BYTES = 16;
/** Random bytes for the next ids: one call to the generator serves many. */
const drawn = new Uint8Array(ID_BYTES * 256);
let used = drawn.length;
/** Counts ids, so that those of one millisecond stand in the order of their making. */
let sequence = randomInt(2 ** 31);

/** Time-ordered uuid v7: the primary key of every row. */
export const newId = (): string => {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += ID_BYTES;
  sequence = (sequence + 1) >>> 0;
  return v7({ random: drawn.subarray(used - ID_BYTES, used), seq: sequence });
};
