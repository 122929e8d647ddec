import { randomInt } from 'node:crypto';

/** Letters and digits that nobody takes for another; X is left out because initial passwords read it as 0. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWYZ';

/** Something to hand over on paper: 10 letters are 49 bits. */
export const randomWord = (length: number): string =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
