import { Input, Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { TEMPERATURE } from '@shared/check-in';
import { Label } from '@/components/label';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';
import { degreesOf, tenthsOf } from '../temperature';

interface Props {
  id: string;
  label: string;
  /** integer tenths of a degree */
  value: number | undefined;
  onChange: (tenths: number | undefined) => void;
}

const LONGEST = 4;

export function Temperature({ id, label, value, onChange }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState(value === undefined ? '' : degreesOf(value));
  useEffect(() => {
    // a draft was taken, or the form was emptied
    if (value !== undefined && tenthsOf(typed) !== value) {
      setTyped(degreesOf(value));
    }
  }, [value]);
  const take = (text: string): void => {
    setTyped(text);
    onChange(tenthsOf(text) ?? undefined);
  };
  const settle = (): void => {
    if (value !== undefined) {
      setTyped(degreesOf(value));
    }
  };
  return (
    <View>
      <View className="temperature">
        <Label className="temperature__label">
          <Text className="unseen">{label}</Text>
          <Input
            id={id}
            className="temperature__input figures"
            type="digit"
            maxlength={LONGEST}
            value={typed}
            ariaLabel={label}
            placeholder="––.–"
            onInput={(event) => take(event.detail.value)}
            onBlur={settle}
          />
        </Label>
        <Text className="temperature__unit">{t('checkIn.temperatureUnit')}</Text>
      </View>
      {value !== undefined && value >= TEMPERATURE.fever && value <= TEMPERATURE.max && (
        <Tag tone="danger" icon="warning">
          {`${degreesOf(value)}${t('checkIn.temperatureUnit')} ${t('checkIn.fever')}`}
        </Tag>
      )}
      <Text className="field__hint">{t('checkIn.temperatureHint')}</Text>
    </View>
  );
}
