import type { Answers } from '@shared/check-in';
import type { FieldHint } from '@shared/check-in-template';
import { useWords } from '@/words/use-words';
import { degreesOf } from './temperature';

/** An answer as a person reads it. */
export const useAnswerWords = (): ((field: FieldHint, answer: Answers[string] | undefined) => string) => {
  const { t, pick } = useWords();
  return ({ widget, options = [] }, answer) => {
    const wordOf = (value: string): string => {
      const option = options.find((candidate) => candidate.value === value);
      return option ? pick(option.label) : value;
    };
    if (answer === undefined) {
      return t('app.none');
    }
    if (widget === 'temperature' && typeof answer === 'number') {
      return `${degreesOf(answer)} ${t('checkIn.temperatureUnit')}`;
    }
    if (Array.isArray(answer)) {
      return answer.map(wordOf).join(t('checkIn.listComma'));
    }
    if (typeof answer === 'boolean' && options.length === 0) {
      return t(answer ? 'checkIn.yes' : 'checkIn.no');
    }
    return wordOf(String(answer));
  };
};
