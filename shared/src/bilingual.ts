/** Words that data carries in both languages (labels, titles, names of units). */
export interface Bilingual {
  zh: string;
  en: string;
}

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
