import { useMutation } from '@tanstack/react-query';
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import type { UndoAnswer } from '@shared/approval';
import { undo } from '@/api/approvals';
import { Callout } from '@/components/callout';
import { Icon } from '@/components/icon';
import { ProblemPanel } from '@/components/problem';
import { TextButton } from '@/components/text-button';
import { queryClient } from '@/state/query-client';
import { useCountdown } from '@/state/use-countdown';
import { useWords } from '@/words/use-words';
import { useDecisions, type Refused } from './decisions';

const SECOND = 1000;

const renewLists = (): void => {
  for (const queryKey of [['approvals'], ['approval'], ['home']]) {
    void queryClient.invalidateQueries({ queryKey });
  }
};

/** What was just decided, with the seconds in which it can be taken back; and what could not be decided. */
export function UndoBar() {
  const { t } = useWords();
  const { last, show } = useDecisions();
  const left = useCountdown(last?.undoUntil ?? null, 0);
  const over = last !== null && left === 0;
  const undoing = useMutation({
    mutationFn: async (batchIds: string[]): Promise<UndoAnswer[]> => Promise.all(batchIds.map(undo)),
    onSuccess: (answers) => {
      const count = answers.flatMap(({ undone }) => undone).length;
      const tooLate = answers.flatMap((answer) => answer.tooLate).length;
      void Taro.showToast({
        title: tooLate > 0 ? t('approvals.undonePartly', { count, late: tooLate }) : t('approvals.undone', { count }),
        icon: 'none',
      });
      show(null);
      renewLists();
    },
  });
  useEffect(() => {
    if (over && !undoing.isPending) {
      show(last.refused.length > 0 ? { ...last, ids: [], batchIds: [] } : null);
      renewLists();
    }
  }, [over]);
  if (!last) {
    return null;
  }
  return (
    <>
      {last.ids.length > 0 && !over && (
        <View className="undo" ariaRole="alert">
          <Icon name="done" size={20} />
          <Text className="undo__words">{t(`approvals.did.${last.outcome}`, { count: last.ids.length })}</Text>
          <Text className="undo__left figures">{t('time.seconds', { seconds: Math.ceil(left / SECOND) })}</Text>
          <TextButton onClick={() => undoing.mutate(last.batchIds)}>{t('approvals.undo')}</TextButton>
        </View>
      )}
      {undoing.error && <ProblemPanel error={undoing.error} />}
      {last.refused.length > 0 && <RefusedOnes refused={last.refused} onSeen={() => show(null)} />}
    </>
  );
}

function RefusedOnes({ refused, onSeen }: { refused: Refused[]; onSeen: () => void }) {
  const { t, book } = useWords();
  return (
    <Callout tone="warn" icon="warning" title={t('approvals.refusedTitle', { count: refused.length })}>
      {refused.map(({ id, name, reason, handledBy }) => (
        <Text key={id} className="callout__quote">
          {reason === 'already_handled' && handledBy
            ? t('approvals.handledBy', { name, by: handledBy })
            : t('approvals.refusedLine', { name, why: book.approvals.refusals[reason] })}
        </Text>
      ))}
      <TextButton onClick={onSeen}>{t('approvals.seen')}</TextButton>
    </Callout>
  );
}
