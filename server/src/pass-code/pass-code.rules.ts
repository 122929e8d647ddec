import { CODE_LIFE_SECONDS } from '@shared/pass-code';

/** seconds since 1970 */
export interface CodeSpan {
  iat: number;
  exp: number;
}

/**
 * A minute each: the first from now on, then one for each minute to come; none is good for longer than `until`.
 * @returns the first one always; a second is the shortest that a code can have
 */
export const codeTimes = (now: Date, until: Date | null, reserve: number): CodeSpan[] => {
  const first = Math.floor(now.getTime() / 1000);
  const last = until === null ? Infinity : Math.max(first + 1, Math.floor(until.getTime() / 1000));
  return Array.from({ length: reserve + 1 }, (_, minute) => first + minute * CODE_LIFE_SECONDS)
    .filter((iat) => iat < last)
    .map((iat) => ({ iat, exp: Math.min(iat + CODE_LIFE_SECONDS, last) }));
};
