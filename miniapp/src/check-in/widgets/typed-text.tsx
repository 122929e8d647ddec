import { Input } from '@tarojs/components';

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
    <Input
      id={id}
      className={phone ? 'field__input figures' : 'field__input'}
      type={phone ? 'number' : 'text'}
      maxlength={maxLength}
      value={value}
      ariaLabel={label}
      onInput={(event) => onChange(event.detail.value === '' ? undefined : event.detail.value)}
    />
  );
}
