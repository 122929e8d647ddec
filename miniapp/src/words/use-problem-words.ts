import type { ProblemError } from '@/api/problem-error';
import { useCampusTime } from './use-campus-time';
import { useWords } from './use-words';

const SECOND = 1000;

/** What happened and what to do next, with the wait where the server names one. */
export const useProblemWords = (): ((problem: ProblemError) => { title: string; next: string }) => {
  const { t, book } = useWords();
  const { left } = useCampusTime();
  return ({ code, details }) => {
    const { title, next } = book.errors[code];
    const { seconds } = details;
    return typeof seconds === 'number'
      ? { title, next: `${next} ${t('app.wait', { left: left(seconds * SECOND) })}` }
      : { title, next };
  };
};
