import { View } from '@tarojs/components';
import { FieldError } from '@/components/field-error';
import { useWords } from '@/words/use-words';
import { Reason } from './reason';

interface Props {
  value: string;
  onChange: (reason: string) => void;
  missing: boolean;
}

export function LateReason({ value, onChange, missing }: Props) {
  const { t } = useWords();
  return (
    <View id="field-late" className={missing ? 'card field--wrong' : 'card'}>
      <Reason
        label={t('checkIn.lateReason')}
        offered={[t('checkIn.lateForgot'), t('checkIn.lateNetwork'), t('checkIn.lateIll')]}
        value={value}
        onChange={onChange}
      />
      <FieldError>{missing ? t('checkIn.lateNeed') : null}</FieldError>
    </View>
  );
}
