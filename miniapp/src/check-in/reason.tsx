import { Input, Text, View } from '@tarojs/components';
import { Label } from '@/components/label';
import { useWords } from '@/words/use-words';
import { Choice } from '@/components/choice';

interface Props {
  label: string;
  /** the usual reasons, one tap each */
  offered: string[];
  value: string;
  onChange: (reason: string) => void;
  /** heads a card of its own */
  isTitle?: boolean;
}

const LONGEST = 100;

export function Reason({ label, offered, value, onChange, isTitle = false }: Props) {
  const { t } = useWords();
  return (
    <View className="reason">
      <Text className={isTitle ? 'title' : 'field__word'}>{label}</Text>
      <Choice
        label={label}
        options={offered.map((word) => ({ value: word, word }))}
        chosen={[value]}
        onToggle={onChange}
      />
      <Label className="field__label">
        <Text className="unseen">{t('checkIn.otherReason')}</Text>
        <Input
          className="field__input"
          maxlength={LONGEST}
          value={offered.includes(value) ? '' : value}
          placeholder={t('checkIn.otherReason')}
          ariaLabel={t('checkIn.otherReason')}
          onInput={(event) => onChange(event.detail.value)}
        />
      </Label>
    </View>
  );
}
