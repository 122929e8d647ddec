import { Input, Text, Textarea, View } from '@tarojs/components';
import { useState, type ComponentProps } from 'react';
import { useWords } from '@/words/use-words';
import { FieldError } from './field-error';
import { Label } from './label';
import { TextButton } from './text-button';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string | null;
  /** what keyboard opens, and whether the text is hidden */
  kind?: 'text' | 'number' | 'digit' | 'password' | 'long';
  placeholder?: string;
  maxLength?: number;
  id?: string;
}

const KEYBOARD: Record<Exclude<Props['kind'], undefined>, ComponentProps<typeof Input>['type']> = {
  text: 'text',
  number: 'number',
  digit: 'digit',
  password: 'text',
  long: 'text',
};

export function TextField({
  label,
  value,
  onChange,
  hint,
  error,
  kind = 'text',
  placeholder,
  maxLength = 64,
  id,
}: Props) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  const shared = { className: 'field__input', value, placeholder, maxlength: maxLength, ariaLabel: label, id };
  return (
    <View className={error ? 'field field--wrong' : 'field'}>
      <Label className="field__label">
        <Text className="field__word">{label}</Text>
        {kind === 'long' ? (
          <Textarea
            {...shared}
            className="field__input field__input--long"
            onInput={(event) => onChange(event.detail.value)}
          />
        ) : (
          <Input
            {...shared}
            type={KEYBOARD[kind]}
            password={kind === 'password' && !shown}
            onInput={(event) => onChange(event.detail.value)}
          />
        )}
      </Label>
      <FieldError>{error}</FieldError>
      {kind === 'password' && (
        <TextButton icon="eye" onClick={() => setShown(!shown)}>
          {t(shown ? 'bind.hidePassword' : 'bind.showPassword')}
        </TextButton>
      )}
      {hint && <Text className="field__hint">{hint}</Text>}
    </View>
  );
}
