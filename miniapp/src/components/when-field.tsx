import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { FieldError } from './field-error';
import { Icon } from './icon';
import { WhenSheet } from './when-sheet';

interface Props {
  id: string;
  label: string;
  hint?: string;
  /** instant */
  value: string | undefined;
  onChange: (instant: string) => void;
  error?: string | null;
  /** days after today that can be chosen */
  daysAhead?: number;
}

const DAYS_AHEAD = 20;

/** A day and a time of the campus clock, chosen by taps. */
export function WhenField({ id, label, hint, value, onChange, error, daysAhead = DAYS_AHEAD }: Props) {
  const { t } = useWords();
  const { at } = useCampusTime();
  const [open, setOpen] = useState(false);
  const words = value ? at(value) : t('when.choose');
  return (
    <View id={`field-${id}`} className={error ? 'field field--wrong' : 'field'}>
      <Text className="field__word">{label}</Text>
      <View
        className="field__input when"
        ariaRole="button"
        ariaLabel={`${label}, ${words}`}
        onClick={() => setOpen(true)}
      >
        <Text className={value ? '' : 'field__placeholder'}>{words}</Text>
        <Icon name="clock" />
      </View>
      {hint && <Text className="field__hint">{hint}</Text>}
      <FieldError>{error}</FieldError>
      {open && (
        <WhenSheet
          label={label}
          value={value}
          daysAhead={daysAhead}
          onClose={() => setOpen(false)}
          onChosen={(instant) => {
            setOpen(false);
            onChange(instant);
          }}
        />
      )}
    </View>
  );
}
