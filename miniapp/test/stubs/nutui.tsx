import type { ReactNode } from 'react';

interface Props {
  children?: ReactNode;
  visible?: boolean;
  loading?: boolean;
  checked?: boolean;
  onClick?: () => void;
  onChange?: (value: boolean) => void;
}

export const Button = ({ children, loading, onClick }: Props) => (
  <button aria-busy={loading} onClick={onClick}>
    {children}
  </button>
);
export const Skeleton = () => <div data-skeleton />;
export const Popup = ({ visible, children }: Props) => (visible ? <div>{children}</div> : null);
export const Switch = ({ checked = false, onChange }: Props) => (
  <input type="checkbox" checked={checked} onChange={(event) => onChange?.(event.target.checked)} />
);
