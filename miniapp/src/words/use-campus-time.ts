import { phoneNow } from '@/clock';
import { durationWords, instantWords } from './campus-time';
import { useWords } from './use-words';

/** Says instants and durations in the language of the person. */
export const useCampusTime = () => {
  const { t } = useWords();
  return {
    at: (iso: string): string => {
      const { key, facts } = instantWords(iso, phoneNow());
      return t(key, facts);
    },
    left: (milliseconds: number): string => {
      const { key, facts } = durationWords(milliseconds);
      return t(key, facts);
    },
    day: (day: string): string => t('time.day', { month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }),
  };
};
