import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ApprovalView } from '@shared/approval';
import { MainButton } from '@/components/main-button';
import { ProblemPanel } from '@/components/problem';
import { useWords } from '@/words/use-words';
import type { Verdict } from '../batches';
import type { useDecide } from '../use-decide';
import { MoreSheet } from './more-sheet';
import { ReasonSheet } from './reason-sheet';
import { TransferSheet } from './transfer-sheet';

interface Props {
  request: ApprovalView;
  deciding: ReturnType<typeof useDecide>;
  /** the request is somebody else's now */
  onGone: () => void;
}

type Open = 'return' | 'reject' | 'more' | 'transfer' | null;

/** Approve, ask for a correction, and what is rarer. */
export function DecisionBar({ request, deciding, onGone }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState<Open>(null);
  const decide = (verdict: Verdict): void => {
    setOpen(null);
    deciding.mutate({ requests: [request], verdict });
  };
  return (
    <>
      {deciding.error && (
        <ProblemPanel
          error={deciding.error}
          onRetry={() => deciding.variables && deciding.mutate(deciding.variables)}
        />
      )}
      <View className="bar">
        <View className="bar__side">
          <MainButton kind="second" onClick={() => setOpen('more')}>
            {t('approvals.more')}
          </MainButton>
        </View>
        <View className="bar__side">
          <MainButton kind="second" onClick={() => setOpen('return')}>
            {t('approvals.return')}
          </MainButton>
        </View>
        <View className="bar__main">
          <MainButton busy={deciding.isPending} onClick={() => decide({ outcome: 'approve' })}>
            {t('approvals.approve')}
          </MainButton>
        </View>
      </View>
      {(open === 'return' || open === 'reject') && (
        <ReasonSheet
          request={request}
          outcome={open}
          busy={deciding.isPending}
          onDecide={decide}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'more' && (
        <MoreSheet
          onTransfer={() => setOpen('transfer')}
          onReject={() => setOpen('reject')}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'transfer' && <TransferSheet request={request} onDone={onGone} onClose={() => setOpen(null)} />}
    </>
  );
}
