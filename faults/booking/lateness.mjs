/** So long after its end a place may still be taken while everything runs. */
export const ALLOWED_MS = 2_000;

/**
 * While something is broken; places whose time ends in it are free within `allowedMs` of their end, or of `healedAt`
 * where that is given.
 * @typedef {{ name: string, from: number, until: number, allowedMs: number, healedAt?: number }} Span
 */

/**
 * How long places stayed taken beyond their time.
 * @param {import('./checker.mjs').Findings} findings
 * @param {number} now
 * @param {Span[]} spans
 * @returns {Map<string, { ended: number, latestMs: number, allowedMs: number, late: number }>} by the name of the span
 */
export function lateness({ voids, left }, now, spans) {
  const everyday = { name: 'all runs', from: 0, until: Infinity, allowedMs: ALLOWED_MS };
  const stillTaken = left
    .filter(({ state, expires_at }) => ['offered', 'held'].includes(state) && Date.parse(expires_at) < now)
    .map(({ expires_at }) => ({ expiresAt: Date.parse(expires_at), freedAt: now }));
  const figures = new Map();
  for (const { expiresAt, freedAt } of [...voids, ...stillTaken]) {
    const span = spans.find(({ from, until }) => from <= expiresAt && expiresAt < until) ?? everyday;
    const { ended, latestMs, late } = figures.get(span.name) ?? { ended: 0, latestMs: 0, late: 0 };
    const ms = freedAt - Math.max(expiresAt, /** @type {Span} */ (span).healedAt ?? 0);
    figures.set(span.name, {
      ended: ended + 1,
      latestMs: Math.max(latestMs, ms),
      allowedMs: span.allowedMs,
      late: late + (ms > span.allowedMs ? 1 : 0),
    });
  }
  return figures;
}
