import { ERROR_STATUS } from '@shared/errors';
import { NOTICE_KINDS } from '@shared/notice';
import { en } from './en';
import { zh } from './zh';

type Tree = { [key: string]: string | Tree };

const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}/`),
  );
const holes = (words: string): string[] => (words.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('words', () => {
  const chinese = new Map(flat(zh));
  const english = new Map(flat(en));

  it('has the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('leaves no key without words', () => {
    expect([...chinese, ...english].filter(([, words]) => words.trim() === '')).toEqual([]);
  });

  it('fills the same facts into both languages', () => {
    const different = [...chinese].filter(
      ([key, words]) => String(holes(words)) !== String(holes(english.get(key) ?? '')),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('keeps Chinese characters out of the English words', () => {
    expect([...english].filter(([, words]) => /[\u4e00-\u9fff]/.test(words))).toEqual([]);
  });

  it('tells a next step for every error the server may answer', () => {
    expect(Object.keys(ERROR_STATUS).filter((code) => !chinese.get(`errors/${code}/next`))).toEqual([]);
  });

  it('has words for every kind of notice', () => {
    expect(NOTICE_KINDS.filter((kind) => !chinese.get(`inbox/kinds/${kind}/title`))).toEqual([]);
  });
});
