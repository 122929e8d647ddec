import { filled, KIOSK } from './words';

const holes = (words: string): string[] => (words.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the words of a kiosk', () => {
  it.each(Object.entries(KIOSK))('%s says the same in both languages', (_, { zh, en }) => {
    expect(zh).not.toBe('');
    expect(en).not.toMatch(/[\u4e00-\u9fff]|^$/);
    expect(holes(zh)).toEqual(holes(en));
  });

  it('fills facts in', () => {
    expect(filled(KIOSK.waiting, { count: 3 })).toEqual({ zh: '3 条待上传', en: '3 waiting' });
  });
});
