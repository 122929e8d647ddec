import { en } from './en';
import { zh } from './zh';

/** 'booking/title' → its words. */
const flat = (words: object, path: string[] = []): [string, string][] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? flat(value, [...path, key])
      : [[[...path, key].join('/'), String(value)] as [string, string]],
  );
const holes = (words: string): string[] => (words.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('words of the booking pages', () => {
  const chinese = flat(zh);
  const english = new Map(flat(en));

  it('has the same keys in both languages, each with words and the same facts', () => {
    expect([...english.keys()]).toEqual(chinese.map(([key]) => key));
    expect([...chinese, ...english].filter(([, words]) => words.trim() === '')).toEqual([]);
    expect(chinese.filter(([key, words]) => String(holes(words)) !== String(holes(english.get(key) ?? '')))).toEqual(
      [],
    );
  });

  it('keeps Chinese characters out of the English words', () => {
    expect([...english].filter(([, words]) => /[\u4e00-\u9fff]/.test(words))).toEqual([]);
  });
});
