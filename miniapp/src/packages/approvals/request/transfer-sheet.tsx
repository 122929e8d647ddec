import { useMutation } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import type { ApprovalView, TransferRequest } from '@shared/approval';
import { transfer } from '@/api/approvals';
import { useRepeatableWrite } from '@/api/repeatable-write';
import { MainButton } from '@/components/main-button';
import { ProblemPanel } from '@/components/problem';
import { Sheet } from '@/components/sheet';
import { TextField } from '@/components/text-field';
import { queryClient } from '@/state/query-client';
import { useWords } from '@/words/use-words';
import { ApproverSearch } from '../approver-search';
import { useQueue } from '../decisions';

interface Props {
  request: ApprovalView;
  onDone: () => void;
  onClose: () => void;
}

const LONGEST_NOTE = 200;

/** Hands the request on to a colleague: a wrong choice is no reason to refuse. */
export function TransferSheet({ request, onDone, onClose }: Props) {
  const { t } = useWords();
  const [toId, setToId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const { leave } = useQueue();
  const { id, revision } = request;
  const send = useRepeatableWrite((body: TransferRequest, key: string) => transfer(id, body, key));
  const transferring = useMutation({
    mutationFn: (receiver: string) => send({ toId: receiver, revision, ...(note.trim() ? { note: note.trim() } : {}) }),
    onSuccess: () => {
      void Taro.showToast({ title: t('approvals.transferred'), icon: 'none' });
      leave([id]);
      void queryClient.invalidateQueries({ queryKey: ['approvals'] });
      onClose();
      onDone();
    },
  });
  return (
    <Sheet open title={t('approvals.transfer')} onClose={onClose}>
      <ApproverSearch
        label={t('approvals.transfer')}
        chosen={toId}
        onChoose={setToId}
        error={asked && !toId ? t('approvals.needPerson') : null}
      />
      <TextField
        id="transfer-note"
        label={t('approvals.note')}
        placeholder={t('checkIn.optional')}
        maxLength={LONGEST_NOTE}
        value={note}
        onChange={setNote}
      />
      {transferring.error && <ProblemPanel error={transferring.error} />}
      <MainButton
        busy={transferring.isPending}
        onClick={() => {
          setAsked(true);
          if (toId) {
            transferring.mutate(toId);
          }
        }}
      >
        {t('approvals.transferSend')}
      </MainButton>
      <MainButton kind="second" onClick={onClose}>
        {t('app.cancel')}
      </MainButton>
    </Sheet>
  );
}
