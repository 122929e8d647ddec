import type { Direction } from '@shared/gate';
import type { Showing } from '@shared/device/gatekeeper';
import { tenthsOf } from './options';
import { readPicture } from './picture';

/** What one line of the input asks for. */
export type Asked = { showing: Showing; temperatureTenths: number | null } | { temperatureTenths: number };

const PICTURE = /\.(png|jpe?g)$/i;

/** A picture without a code in it is shown as it is: nothing that could be read. */
export const codeIn = async (shown: string): Promise<string> =>
  PICTURE.test(shown) ? ((await readPicture(shown)) ?? '') : shown;

const showingOf = async (first: string, second: string, direction: Direction): Promise<Showing> => {
  switch (first) {
    case 'number':
      return { number: second, direction };
    case 'face':
      return { number: second, direction, means: 'face' };
    default:
      return { code: await codeIn(first) };
  }
};

/**
 * `CODE [36.5]`, `PICTURE [36.5]`, `number NUMBER [in|out] [36.5]`, the same with `face`, or `36.5` for whoever waits.
 * @param way where the line names none
 */
export const readLine = async (line: string, way: Direction): Promise<Asked> => {
  const words = line.trim().split(/\s+/);
  const measured = tenthsOf(words.at(-1) ?? '');
  const rest = measured === null ? words : words.slice(0, -1);
  const [first = '', second = '', third] = rest;
  if (measured !== null && rest.length === 0) {
    return { temperatureTenths: measured };
  }
  const direction = third === 'in' || third === 'out' ? third : way;
  return { showing: await showingOf(first, second, direction), temperatureTenths: measured };
};
