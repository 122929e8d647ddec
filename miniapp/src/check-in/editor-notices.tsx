import { Callout } from '@/components/callout';
import { ProblemPanel } from '@/components/problem';
import { TextButton } from '@/components/text-button';
import type { CheckInForm } from '@shared/check-in';
import type { ProblemError } from '@/api/problem-error';
import { useWords } from '@/words/use-words';
import type { Editor } from './use-editor';

/** What the person should know before filling in: a draft, an earlier report, a newer form. */
export function EditorNotices({ form, editor }: { form: CheckInForm; editor: Editor }) {
  const { t, pick } = useWords();
  const { added } = editor;
  return (
    <>
      {added && (
        <Callout
          tone="info"
          icon="info"
          title={t('checkIn.outdatedTitle')}
          text={
            added.length > 0
              ? t('checkIn.outdatedText', {
                  fields: added.map(({ label }) => pick(label)).join(t('checkIn.listComma')),
                })
              : t('checkIn.outdatedPlain')
          }
        />
      )}
      {editor.offered && (
        <Callout tone="info" icon="edit" title={t('checkIn.draftTitle')}>
          <TextButton onClick={editor.takeDraft}>{t('checkIn.draftUse')}</TextButton>
          <TextButton onClick={editor.dropOffer}>{t('checkIn.draftDrop')}</TextButton>
        </Callout>
      )}
      {form.reported && (
        <Callout tone="good" icon="done" title={t('checkIn.reportedTitle')} text={t('checkIn.reportedText')} />
      )}
      {form.timing === 'late' && <Callout tone="warn" icon="clock" title={t('checkIn.late')} />}
    </>
  );
}

/** Refusals that the form itself already shows in place. */
const SHOWN_ELSEWHERE = ['TEMPLATE_OUTDATED', 'ANSWERS_INVALID'];

export function SubmitProblem({ problem, onRetry }: { problem: ProblemError | null; onRetry: () => void }) {
  if (!problem || SHOWN_ELSEWHERE.includes(problem.code)) {
    return null;
  }
  return <ProblemPanel error={problem} onRetry={onRetry} />;
}
