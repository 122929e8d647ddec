import { phoneNow } from '@/clock';
import { clockOf, durationWords, instantWords, partsOf } from './campus-time';
import { useWords } from './use-words';

/** Says instants and durations in the language of the person. */
export const useCampusTime = () => {
  const { t } = useWords();
  const at = (iso: string): string => {
    const { key, facts } = instantWords(iso, phoneNow());
    return t(key, facts);
  };
  return {
    at,
    /** the day once where both are of one day */
    span: (from: string, until: string): string => {
      const isOneDay = partsOf(from).day === partsOf(until).day;
      return t('time.span', { from: at(from), until: isOneDay ? clockOf(until) : at(until) });
    },
    left: (milliseconds: number): string => {
      const { key, facts } = durationWords(milliseconds);
      return t(key, facts);
    },
    day: (day: string): string => t('time.day', { month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }),
  };
};
