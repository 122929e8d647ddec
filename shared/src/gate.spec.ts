import { gateWords } from './gate';

describe('a gate by itself', () => {
  it('says whose it is, once', () => {
    const library = { zh: '图书馆', en: 'Library' };
    expect(gateWords(library, { zh: '一层入口', en: 'Ground floor' })).toEqual({
      zh: '图书馆一层入口',
      en: 'Library, Ground floor',
    });
    expect(gateWords(library, { zh: '图书馆大门', en: 'Library, main door' })).toEqual({
      zh: '图书馆大门',
      en: 'Library, main door',
    });
  });
});
