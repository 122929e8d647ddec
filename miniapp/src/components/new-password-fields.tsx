import { useWords } from '@/words/use-words';
import { TextField } from './text-field';
import type { NewPassword } from './use-new-password';

export function NewPasswordFields({ entry }: { entry: NewPassword }) {
  const { t } = useWords();
  return (
    <>
      <TextField
        id="new-password"
        kind="password"
        label={t('bind.newPassword')}
        hint={t('bind.newPasswordHint')}
        value={entry.password}
        onChange={entry.setPassword}
        error={entry.faults.password}
      />
      <TextField
        id="new-password-again"
        kind="password"
        label={t('bind.again')}
        value={entry.again}
        onChange={entry.setAgain}
        error={entry.faults.again}
      />
    </>
  );
}
