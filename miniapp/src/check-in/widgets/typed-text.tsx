import { Input, Text } from '@tarojs/components';
import { Label } from '@/components/label';

interface Props {
  id: string;
  label: string;
  value: string;
  phone: boolean;
  maxLength: number;
  onChange: (text: string | undefined) => void;
}

export function TypedText({ id, label, value, phone, maxLength, onChange }: Props) {
  return (
    <Label className="field__label">
      <Text className="unseen">{label}</Text>
      <Input
        id={id}
        className={phone ? 'field__input figures' : 'field__input'}
        type={phone ? 'number' : 'text'}
        maxlength={maxLength}
        value={value}
        ariaLabel={label}
        onInput={(event) => onChange(event.detail.value === '' ? undefined : event.detail.value)}
      />
    </Label>
  );
}
