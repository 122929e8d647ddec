import i18next from 'i18next';
import './i18n';

/** Words that come with a sub-package: they are there once one of its pages is. */
export const addWords = (words: { zh: object; en: object }): void => {
  i18next.addResourceBundle('zh', 'translation', words.zh, true);
  i18next.addResourceBundle('en', 'translation', words.en, true);
};
