import { useMutation } from '@tanstack/react-query';
import { Text } from '@tarojs/components';
import type { ReturnCorrection, ReturnDesk } from '@shared/return';
import { getReturnDesk } from '@/api/returns';
import { Callout } from '@/components/callout';
import { ProblemPanel } from '@/components/problem';
import { TextButton } from '@/components/text-button';
import { useWords } from '@/words/use-words';
import type { ReturnEditor } from './use-return-draft';

/** What the approver wants done again, in their words. */
export function Correction({ desk, correction }: { desk: ReturnDesk; correction: ReturnCorrection }) {
  const { t, pick, book } = useWords();
  const { reason, comment, slots } = correction;
  const titles = desk.slots.filter(({ key }) => slots.includes(key)).map(({ title }) => pick(title));
  return (
    <Callout
      tone="danger"
      icon="edit"
      title={t('returning.correctionTitle')}
      text={reason ? book.approvals.reasons[reason] : undefined}
    >
      {comment && <Text className="callout__quote">{t('returning.quote', { comment })}</Text>}
      {titles.length > 0 && (
        <Text className="callout__quote">
          {t('returning.correctionSlots', { slots: titles.join(t('checkIn.listComma')) })}
        </Text>
      )}
    </Callout>
  );
}

/** The same draft was changed on another phone: which of the two counts is for the person to say. */
export function DraftConflict({ editor }: { editor: ReturnEditor }) {
  const { t, book } = useWords();
  const choosing = useMutation({
    mutationFn: async (mine: boolean) => {
      const { application } = await getReturnDesk();
      if (application) {
        (mine ? editor.keepMine : editor.takeTheirs)(application);
      }
    },
  });
  return (
    <>
      <Callout
        tone="warn"
        icon="warning"
        title={book.errors.RETURN_DRAFT_CHANGED.title}
        text={t('returning.conflictText')}
      >
        <TextButton onClick={() => choosing.mutate(false)}>{t('returning.takeTheirs')}</TextButton>
        <TextButton onClick={() => choosing.mutate(true)}>{t('returning.keepMine')}</TextButton>
      </Callout>
      {choosing.error && <ProblemPanel error={choosing.error} />}
    </>
  );
}
