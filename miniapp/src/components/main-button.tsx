import { Button } from '@nutui/nutui-react-taro';

interface Props {
  children: string;
  onClick: () => void;
  busy?: boolean;
  kind?: 'main' | 'second' | 'danger';
}

export function MainButton({ children, onClick, busy = false, kind = 'main' }: Props) {
  return (
    <Button
      block
      size="xlarge"
      className={`main-button main-button--${kind}`}
      type={kind === 'main' ? 'primary' : 'default'}
      fill={kind === 'main' ? 'solid' : 'outline'}
      loading={busy}
      ariaRole="button"
      ariaLabel={children}
      onClick={() => {
        if (!busy) {
          onClick();
        }
      }}
    >
      {children}
    </Button>
  );
}
