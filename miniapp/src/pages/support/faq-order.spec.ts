import type { FaqEntry } from '@shared/support';
import { faqFor } from './use-support';

const entry = (key: string, codes: FaqEntry['codes']): FaqEntry => ({
  key,
  question: { zh: key, en: key },
  answer: { zh: '', en: '' },
  codes,
});
const faq = [entry('binding', ['CREDENTIALS_WRONG']), entry('lost', ['CARD_LOST']), entry('time', [])];

describe('the FAQ', () => {
  it('puts the entry for the error just seen first', () => {
    const { seen, others } = faqFor(faq, 'CARD_LOST');
    expect([seen.map(({ key }) => key), others.map(({ key }) => key)]).toEqual([['lost'], ['binding', 'time']]);
  });

  it('keeps its order when nothing went wrong', () => {
    expect(faqFor(faq, undefined).others).toEqual(faq);
  });
});
