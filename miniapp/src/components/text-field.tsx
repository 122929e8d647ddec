import { Input, Text, Textarea, View } from '@tarojs/components';
import { useState, type ComponentProps } from 'react';
import { useWords } from '@/words/use-words';
import { FieldError } from './field-error';
import { Icon } from './icon';
import { Label } from './label';

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
  const isSecret = kind === 'password';
  const shared = { value, placeholder, maxlength: maxLength, ariaLabel: label, id };
  return (
    <View className={error ? 'field field--wrong' : 'field'}>
      <View className="field__box">
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
              className={isSecret ? 'field__input field__input--secret' : 'field__input'}
              type={KEYBOARD[kind]}
              password={isSecret && !shown}
              onInput={(event) => onChange(event.detail.value)}
            />
          )}
        </Label>
        {isSecret && (
          <View
            className={shown ? 'field__eye field__eye--open' : 'field__eye'}
            ariaRole="button"
            ariaLabel={t(shown ? 'bind.hidePassword' : 'bind.showPassword')}
            onClick={() => setShown(!shown)}
          >
            <Icon name="eye" />
          </View>
        )}
      </View>
      <FieldError>{error}</FieldError>
      {hint && <Text className="field__hint">{hint}</Text>}
    </View>
  );
}
