import { Callout } from '@/components/callout';
import { Confirm } from '@/components/confirm';
import { useWords } from '@/words/use-words';
import type { Reminder } from './use-reminder';

/** Asks once before many people are disturbed. */
export function ReminderQuestion({ reminder, title }: { reminder: Reminder; title: string }) {
  const { t } = useWords();
  const { asking, cancel, reminding } = reminder;
  return (
    <Confirm
      open={asking}
      title={title}
      text={t('students.remindText')}
      word={t('students.remind')}
      busy={reminding.isPending}
      error={reminding.error}
      onConfirm={() => reminding.mutate()}
      onClose={cancel}
    />
  );
}

export function ReminderResult({ reminder }: { reminder: Reminder }) {
  const { t } = useWords();
  const { data } = reminder.reminding;
  if (!data) {
    return null;
  }
  const { reminded, alreadyReminded: already } = data;
  return (
    <Callout
      tone="good"
      icon="done"
      title={
        already > 0 ? t('students.remindedResult', { reminded, already }) : t('students.remindedAll', { reminded })
      }
    />
  );
}
