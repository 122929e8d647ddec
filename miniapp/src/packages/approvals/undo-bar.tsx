import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Callout } from '@/components/callout';
import { Icon } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { MenuItem } from '@/components/menu-item';
import { ProblemPanel } from '@/components/problem';
import { Sheet } from '@/components/sheet';
import { TextButton } from '@/components/text-button';
import { useWords } from '@/words/use-words';
import { useDecisions } from './decisions';
import { useUndo, type Undo } from './use-undo';

/** Whether there is something to take back. */
export const useCanUndo = (): boolean => useDecisions(({ last }) => last !== null && last.requests.length > 0);

/** What was just decided, with the seconds in which it can be taken back. Stays where the thumb is. */
export function UndoBar() {
  const { t } = useWords();
  const [choosing, choose] = useState(false);
  const undo = useUndo();
  const { last, seconds, undoing } = undo;
  if (!last || last.requests.length === 0 || seconds === 0) {
    return null;
  }
  const count = last.requests.length;
  return (
    <>
      {undoing.error && <ProblemPanel error={undoing.error} />}
      <View className="undo" ariaRole="alert">
        <Icon name="done" />
        <Text className="undo__words">{t(`approvals.did.${last.outcome}`, { count })}</Text>
        <Text className="undo__left figures">{t('time.seconds', { seconds })}</Text>
        {count > 1 && <TextButton onClick={() => choose(true)}>{t('approvals.undoOne')}</TextButton>}
        <TextButton onClick={() => undoing.mutate(last.requests)}>
          {t(count > 1 ? 'approvals.undoAll' : 'approvals.undo')}
        </TextButton>
      </View>
      {choosing && <UndoSheet undo={undo} onClose={() => choose(false)} />}
    </>
  );
}

/** One of many by name: the others stay decided. */
function UndoSheet({ undo, onClose }: { undo: Undo; onClose: () => void }) {
  const { t } = useWords();
  const { last, seconds, undoing } = undo;
  return (
    <Sheet open title={t('approvals.undoWhich', { seconds })} onClose={onClose}>
      <View>
        {last?.requests.map((request) => (
          <MenuItem
            key={request.id}
            icon="person"
            word={t('approvals.undoName', { name: request.name })}
            onClick={() => undoing.mutate([request], { onSuccess: onClose })}
          />
        ))}
      </View>
      <MainButton kind="second" onClick={onClose}>
        {t('app.cancel')}
      </MainButton>
    </Sheet>
  );
}

/** What could not be decided, and who was faster. */
export function RefusedOnes() {
  const { t } = useWords();
  const { last, show } = useDecisions();
  const refused = last?.refused ?? [];
  if (!last || refused.length === 0) {
    return null;
  }
  const seen = (): void => show(last.requests.length > 0 ? { ...last, refused: [] } : null);
  return (
    <Callout tone="warn" icon="warning" title={t('approvals.refusedTitle', { count: refused.length })}>
      {refused.map(({ id, name, reason, handledBy }) => (
        <Text key={id} className="callout__quote">
          {reason === 'already_handled' && handledBy
            ? t('approvals.handledBy', { name, by: handledBy })
            : t('approvals.refusedLine', { name, why: t(`approvals.refusals.${reason}`) })}
        </Text>
      ))}
      <TextButton onClick={seen}>{t('approvals.seen')}</TextButton>
    </Callout>
  );
}
