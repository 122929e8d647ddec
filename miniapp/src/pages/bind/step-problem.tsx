import { asProblem } from '@/api/problem-error';
import { Callout } from '@/components/callout';
import { TextButton } from '@/components/text-button';
import { openSupport } from '@/pages/routes';
import { useProblemWords } from '@/words/use-problem-words';
import { useWords } from '@/words/use-words';
import type { Conversation } from './use-bind';

const RESTART = [
  'TICKET_EXPIRED',
  'PLATFORM_CODE_WRONG',
  'PLATFORM_UNAVAILABLE',
  'OFFLINE',
  'TIMED_OUT',
  'ANSWER_UNREADABLE',
];
const FORGOTTEN = ['CREDENTIALS_WRONG', 'SIGN_IN_THROTTLED'];

/** Why this step did not work, with its own way on. */
export function StepProblem({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const wordsOf = useProblemWords();
  const { problem, step, go, restart } = conversation;
  if (!problem) {
    return null;
  }
  const { code } = asProblem(problem);
  const { title, next } = wordsOf(problem);
  const mayRestart = code === 'TICKET_EXPIRED' || (step.step === 'platform' && RESTART.includes(code));
  return (
    <Callout tone="danger" icon="warning" title={title} text={next}>
      {mayRestart && (
        <TextButton icon="refresh" onClick={restart}>
          {t('bind.restart')}
        </TextButton>
      )}
      {FORGOTTEN.includes(code) && <TextButton onClick={() => go({ step: 'forgot' })}>{t('bind.forgot')}</TextButton>}
      {code === 'SCHOOL_UNKNOWN' && (
        <TextButton onClick={() => go({ step: 'school' })}>{t('bind.schoolPick')}</TextButton>
      )}
      <TextButton icon="service" onClick={() => openSupport(code)}>
        {t('app.support')}
      </TextButton>
    </Callout>
  );
}
