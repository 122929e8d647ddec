import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Bilingual, Language } from '@shared/bilingual';
import { useSettings } from '@/state/settings';
import { en } from './en';
import { zh, type Words } from './zh';

export interface WordsInUse {
  t: TFunction;
  language: Language;
  /** the words that data carries, in the language of the person */
  pick: (words: Bilingual) => string;
  /** words that are looked up by a code in the data: errors, notices, states */
  book: Words;
}

/** Each language in its own words: whoever looks for it can read it. */
export const LANGUAGE_NAMES: Record<Language, string> = { zh: '中文', en: 'English' };

const BOOKS: Record<Language, Words> = { zh, en };

export const useWords = (): WordsInUse => {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  return { t, language, book: BOOKS[language], pick: (words) => words[language] || words.zh };
};
