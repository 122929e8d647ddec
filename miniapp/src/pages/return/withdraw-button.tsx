import { useState } from 'react';
import { Confirm } from '@/components/confirm';
import { TextButton } from '@/components/text-button';
import { useWords } from '@/words/use-words';
import { useWithdrawal } from '@/returning/use-return';

interface Props {
  id: string;
  submitted: boolean;
  /** a pass goes with it */
  approved?: boolean;
}

/** Takes the application back, after asking. */
export function WithdrawButton({ id, submitted, approved = false }: Props) {
  const { t } = useWords();
  const [asking, ask] = useState(false);
  const withdrawal = useWithdrawal(id);
  return (
    <>
      <TextButton icon="close" tone="danger" onClick={() => ask(true)}>
        {t(submitted ? 'returning.withdraw' : 'returning.discard')}
      </TextButton>
      <Confirm
        open={asking}
        danger
        title={t(submitted ? 'returning.withdrawAsk' : 'returning.discardAsk')}
        text={t(approved ? 'returning.withdrawApproved' : 'returning.withdrawText')}
        word={t(submitted ? 'returning.withdraw' : 'returning.discard')}
        busy={withdrawal.isPending}
        error={withdrawal.error}
        onConfirm={() => withdrawal.mutate()}
        onClose={() => ask(false)}
      />
    </>
  );
}
