import { useMutation } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import type { UndoAnswer } from '@shared/approval';
import { undo } from '@/api/approvals';
import { queryClient } from '@/state/query-client';
import { useCountdown } from '@/state/use-countdown';
import { useWords } from '@/words/use-words';
import { useDecisions, type Decided } from './decisions';

const SECOND = 1000;
type Requests = Decided['requests'];

const renewLists = (): void => {
  for (const queryKey of [['approvals'], ['approval'], ['home']]) {
    void queryClient.invalidateQueries({ queryKey });
  }
};

const takeBack = (requests: Requests): Promise<UndoAnswer[]> => {
  const batchIds = [...new Set(requests.map(({ batchId }) => batchId))];
  return Promise.all(
    batchIds.map((batchId) =>
      undo(batchId, { requests: requests.filter((one) => one.batchId === batchId).map(({ id }) => id) }),
    ),
  );
};

/** The seconds in which the last decision can be taken back, in whole or one by one; the lists are fetched when they are over. */
export const useUndo = () => {
  const { t } = useWords();
  const { last, show } = useDecisions();
  const left = useCountdown(last?.undoUntil ?? null, 0);
  const over = last !== null && left === 0;
  const undoing = useMutation({
    mutationFn: takeBack,
    onSuccess: (answers, requests) => {
      const count = answers.flatMap(({ undone }) => undone).length;
      const late = answers.flatMap(({ tooLate }) => tooLate).length;
      void Taro.showToast({
        title: late > 0 ? t('approvals.undonePartly', { count, late }) : t('approvals.undone', { count }),
        icon: 'none',
      });
      const gone = new Set(requests.map(({ id }) => id));
      const kept = last?.requests.filter(({ id }) => !gone.has(id)) ?? [];
      show(last && (kept.length > 0 || last.refused.length > 0) ? { ...last, requests: kept } : null);
      renewLists();
    },
  });
  useEffect(() => {
    if (over && !undoing.isPending) {
      show(last.refused.length > 0 ? { ...last, requests: [] } : null);
      renewLists();
    }
  }, [over]);
  return { last, seconds: Math.ceil(left / SECOND), undoing };
};

export type Undo = ReturnType<typeof useUndo>;
