import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ReturnDesk, ReturnView } from '@shared/return';
import { scrollToField } from '@/check-in/use-submission';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { ProgressSteps } from '@/components/progress-steps';
import { useWords } from '@/words/use-words';
import { ApproverStep } from './approver-step';
import { Correction, DraftConflict } from './editor-notices';
import { EditorNote } from './editor-note';
import { EvidenceStep } from './evidence-step';
import { FillStep } from './fill-step';
import { dueStep, FILLED_STEPS, openOf, STEPS } from './steps';
import { useAskedAgain } from './use-asked-again';
import { useEvidence } from './use-evidence';
import { useReturnDraft } from './use-return-draft';
import { useSubmission } from './use-submission';
import { WithdrawButton } from './withdraw-button';

const AFTER_RENDER_MS = 100;

/** The application being filled in; opens at the step with something left to do. */
export function ReturnEditor({ desk, application }: { desk: ReturnDesk; application: ReturnView }) {
  const { t } = useWords();
  const editor = useReturnDraft(desk, application);
  const evidence = useEvidence(editor, application.evidence);
  const again = useAskedAgain(application, editor.draft);
  const [step, setStep] = useState(() => dueStep(desk, editor.draft, application.correction?.slots ?? []));
  const [asked, setAsked] = useState(false);
  const { busy, problem, submit } = useSubmission(application, editor);
  const due = dueStep(desk, editor.draft, again);
  const open = openOf(step, desk, editor.draft, again);
  const missing = asked ? open : [];
  const go = (index: number): void => {
    const wanted = FILLED_STEPS[index];
    if (wanted) {
      setAsked(false);
      setStep(wanted);
      setTimeout(() => scrollToField('top'), AFTER_RENDER_MS);
    }
  };
  const forward = (): void => {
    const [first] = open;
    setAsked(first !== undefined);
    if (first !== undefined) {
      setTimeout(() => scrollToField(first), AFTER_RENDER_MS);
    } else if (step !== 'approver') {
      go(FILLED_STEPS.indexOf(step) + 1);
    } else if (due !== 'approver') {
      go(FILLED_STEPS.indexOf(due));
    } else {
      submit();
    }
  };
  const shared = { desk, editor, missing };
  return (
    <Page
      title={t('returning.title')}
      action={
        <>
          <EditorNote open={open.length} asked={asked} save={editor.state} uploading={evidence.busy} />
          <MainButton busy={busy} onClick={forward}>
            {t(`returning.forward.${step}`)}
          </MainButton>
        </>
      }
    >
      <View id="field-top" className="card">
        <ProgressSteps
          steps={STEPS.map((each) => t(`returning.steps.${each}`))}
          due={FILLED_STEPS.indexOf(due)}
          shown={FILLED_STEPS.indexOf(step)}
          reachable={FILLED_STEPS.indexOf(due)}
          onChoose={go}
        />
      </View>
      {application.correction && application.state === 'returned' && (
        <Correction desk={desk} correction={application.correction} />
      )}
      {editor.conflict && <DraftConflict editor={editor} />}
      {editor.problem && <ProblemPanel error={editor.problem} />}
      {step === 'fill' && <FillStep {...shared} />}
      {step === 'evidence' && <EvidenceStep {...shared} evidence={evidence} again={again} />}
      {step === 'approver' && <ApproverStep {...shared} />}
      {problem && <ProblemPanel error={problem} onRetry={submit} />}
      {step === 'fill' && <WithdrawButton id={application.id} submitted={application.version > 0} />}
    </Page>
  );
}
