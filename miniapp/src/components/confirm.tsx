import { Text } from '@tarojs/components';
import { useWords } from '@/words/use-words';
import { MainButton } from './main-button';
import { ProblemPanel } from './problem';
import { Sheet } from './sheet';

interface Props {
  open: boolean;
  title: string;
  text?: string;
  /** the word on the button that does it */
  word: string;
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ open, title, text, word, danger = false, busy = false, error, onConfirm, onClose }: Props) {
  const { t } = useWords();
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      {text && <Text className="weak">{text}</Text>}
      {Boolean(error) && <ProblemPanel error={error} />}
      <MainButton kind={danger ? 'danger' : 'main'} busy={busy} onClick={onConfirm}>
        {word}
      </MainButton>
      <MainButton kind="second" onClick={onClose}>
        {t('app.cancel')}
      </MainButton>
    </Sheet>
  );
}
