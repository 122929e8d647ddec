import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Which states follow which, from the product's own words.
 * @param {string} dist
 */
export function openTable(dist) {
  const require = createRequire(join(dist, 'main.js'));
  const { ACTIVE_BOOKING_STATES, BOOKING_NEXT, PLACE_STATES } = require(join(dist, '../../shared/src/booking.js'));
  return {
    isActive: (/** @type {string} */ state) => ACTIVE_BOOKING_STATES.includes(state),
    takesPlace: (/** @type {string} */ state) => PLACE_STATES.includes(state),
    follows: (/** @type {string} */ from, /** @type {string} */ to) =>
      from === to || Object.values(BOOKING_NEXT[from] ?? {}).includes(to),
  };
}

/** @typedef {ReturnType<typeof openTable>} Table */
