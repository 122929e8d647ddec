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
  /** … and on the one that changes nothing */
  stayWord?: string;
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm(props: Props) {
  const { open, title, text, word, stayWord, danger = false, busy = false, error, onConfirm, onClose } = props;
  const { t } = useWords();
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      {text && <Text className="weak">{text}</Text>}
      {Boolean(error) && <ProblemPanel error={error} />}
      <MainButton kind={danger ? 'danger' : 'main'} busy={busy} onClick={onConfirm}>
        {word}
      </MainButton>
      <MainButton kind="second" onClick={onClose}>
        {stayWord ?? t('app.cancel')}
      </MainButton>
    </Sheet>
  );
}
