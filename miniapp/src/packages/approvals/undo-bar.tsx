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
import { useDecisions } from './decisions';

const SECOND = 1000;

const renewLists = (): void => {
  for (const queryKey of [['approvals'], ['approval'], ['home']]) {
    void queryClient.invalidateQueries({ queryKey });
  }
};

/** Whether there is something to take back. */
export const useCanUndo = (): boolean => useDecisions(({ last }) => last !== null && last.ids.length > 0);

/** What was just decided, with the seconds in which it can be taken back. Stays where the thumb is. */
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
  if (!last || last.ids.length === 0) {
    return null;
  }
  return (
    <>
      {undoing.error && <ProblemPanel error={undoing.error} />}
      {!over && (
        <View className="undo" ariaRole="alert">
          <Icon name="done" size={20} />
          <Text className="undo__words">{t(`approvals.did.${last.outcome}`, { count: last.ids.length })}</Text>
          <Text className="undo__left figures">{t('time.seconds', { seconds: Math.ceil(left / SECOND) })}</Text>
          <TextButton onClick={() => undoing.mutate(last.batchIds)}>{t('approvals.undo')}</TextButton>
        </View>
      )}
    </>
  );
}

/** What could not be decided, and who was faster. */
export function RefusedOnes() {
  const { t, book } = useWords();
  const { last, show } = useDecisions();
  const refused = last?.refused ?? [];
  if (!last || refused.length === 0) {
    return null;
  }
  const seen = (): void => show(last.ids.length > 0 ? { ...last, refused: [] } : null);
  return (
    <Callout tone="warn" icon="warning" title={t('approvals.refusedTitle', { count: refused.length })}>
      {refused.map(({ id, name, reason, handledBy }) => (
        <Text key={id} className="callout__quote">
          {reason === 'already_handled' && handledBy
            ? t('approvals.handledBy', { name, by: handledBy })
            : t('approvals.refusedLine', { name, why: book.approvals.refusals[reason] })}
        </Text>
      ))}
      <TextButton onClick={seen}>{t('approvals.seen')}</TextButton>
    </Callout>
  );
}
