import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as approvals from '@/packages/approvals/words/en';
import * as approvalsZh from '@/packages/approvals/words/zh';
import * as booking from '@/packages/booking/words/en';
import * as bookingZh from '@/packages/booking/words/zh';
import * as passes from '@/packages/passes/words/en';
import * as passesZh from '@/packages/passes/words/zh';
import * as students from '@/packages/students/words/en';
import * as studentsZh from '@/packages/students/words/zh';

const PACKAGES: [name: string, words: { en: object; zh: object }][] = [
  ['approvals', { ...approvals, ...approvalsZh }],
  ['booking', { ...booking, ...bookingZh }],
  ['passes', { ...passes, ...passesZh }],
  ['students', { ...students, ...studentsZh }],
];

/** 'booking/title' → its words. */
const flat = (words: object, path: string[] = []): [string, string][] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? flat(value, [...path, key])
      : [[[...path, key].join('/'), String(value)] as [string, string]],
  );
const holes = (words: string): string[] => (words.match(/\{\{\w+\}\}/g) ?? []).sort();

const SOURCES = join(__dirname, '..');
const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.spec\.|words\//.test(file),
);

describe.each(PACKAGES)('words of the sub-package %s', (name, { en, zh }) => {
  const chinese = flat(zh);
  const english = new Map(flat(en));

  it('have the same keys in both languages, each with words and the same facts', () => {
    expect([...english.keys()]).toEqual(chinese.map(([key]) => key));
    expect([...chinese, ...english].filter(([, words]) => words.trim() === '')).toEqual([]);
    expect(chinese.filter(([key, words]) => String(holes(words)) !== String(holes(english.get(key) ?? '')))).toEqual(
      [],
    );
  });

  it('keep Chinese characters out of the English ones', () => {
    expect([...english].filter(([, words]) => /[\u4e00-\u9fff]/.test(words))).toEqual([]);
  });

  it('are said by its own pages alone: elsewhere they may not have come yet', () => {
    const said = new RegExp(`\\bt\\(.*['"\`](${Object.keys(zh).join('|')})\\.(?!reasons)[a-zA-Z]`);
    const elsewhere = sources.filter((file) => !file.startsWith(join('packages', name)));
    expect(elsewhere.filter((file) => said.test(readFileSync(join(SOURCES, file), 'utf8')))).toEqual([]);
  });

  it('come with each of its pages', () => {
    const pages = sources.filter((file) => file.startsWith(join('packages', name)) && file.endsWith('index.tsx'));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.filter((page) => !readFileSync(join(SOURCES, page), 'utf8').includes('words/register'))).toEqual([]);
  });
});
