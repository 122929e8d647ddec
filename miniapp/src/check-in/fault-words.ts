import type { FieldHint } from '@shared/check-in-template';
import { useWords } from '@/words/use-words';
import type { SchemaFault } from './schema';

/** What is wrong with one field, in words that say how to put it right. */
export const useFaultWords = (): ((field: FieldHint, fault: SchemaFault) => string) => {
  const { t } = useWords();
  return ({ widget }, { rule, limit }) => {
    const facts = { limit: limit ?? '' };
    if (rule === 'required') {
      return t('checkIn.faultRequired');
    }
    if (widget === 'temperature') {
      return t('checkIn.faultTemperature');
    }
    if (widget === 'phone') {
      return t('checkIn.faultPhone');
    }
    switch (rule) {
      case 'minimum':
        return t('checkIn.faultMinimum', facts);
      case 'maximum':
        return t('checkIn.faultMaximum', facts);
      case 'minLength':
        return limit === 1 ? t('checkIn.faultRequired') : t('checkIn.faultMinLength', facts);
      case 'maxLength':
        return t('checkIn.faultMaxLength', facts);
      case 'minItems':
        return t('checkIn.faultMinItems', facts);
      case 'maxItems':
        return t('checkIn.faultMaxItems', facts);
      case 'pattern':
      case 'format':
        return t('checkIn.faultPattern');
      case 'enum':
      case 'const':
        return widget === 'notice' ? t('checkIn.faultRequired') : t('checkIn.faultEnum');
      default:
        return t('checkIn.faultType');
    }
  };
};
