import type { ReactNode } from 'react';

interface Props {
  children?: ReactNode;
  id?: string;
  className?: string;
  ariaLabel?: string;
  ariaRole?: string;
  ariaChecked?: boolean;
  value?: string;
  password?: boolean;
  placeholder?: string;
  src?: string;
  onClick?: () => void;
  onTouchStart?: (event: object) => void;
  onTouchEnd?: (event: object) => void;
  onBlur?: () => void;
  onInput?: (event: { detail: { value: string } }) => void;
}

const shared = ({ id, className, ariaLabel, ariaRole, ariaChecked, onClick, onTouchStart, onTouchEnd }: Props) => ({
  id,
  className,
  'aria-label': ariaLabel,
  role: ariaRole,
  'aria-checked': ariaChecked,
  onClick,
  onTouchStart,
  onTouchEnd,
});

export const View = (props: Props) => <div {...shared(props)}>{props.children}</div>;
export const Text = (props: Props) => <span {...shared(props)}>{props.children}</span>;
export const Image = (props: Props) => <img {...shared(props)} src={props.src} />;
export const Input = (props: Props) => (
  <input
    {...shared(props)}
    type={props.password ? 'password' : 'text'}
    value={props.value}
    placeholder={props.placeholder}
    onBlur={props.onBlur}
    onChange={(event) => props.onInput?.({ detail: { value: event.target.value } })}
  />
);
export const Textarea = (props: Props) => <Input {...props} />;
