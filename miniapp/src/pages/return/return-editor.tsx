import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ReturnDraft, ReturnView } from '@shared/return';
import { scrollToField } from '@/check-in/use-submission';
import { MainButton } from '@/components/main-button';
import { OwnComments } from '@/components/own-comments';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { ProgressSteps } from '@/components/progress-steps';
import { phoneNow } from '@/clock';
import type { Desk } from '@/returning/use-return';
import { useWords } from '@/words/use-words';
import { ApproverStep } from './approver-step';
import { Correction, DraftConflict } from './editor-notices';
import { EditorNote } from './editor-note';
import { EvidenceStep } from './evidence-step';
import { FillStep } from './fill-step';
import { dueStep, FILLED_STEPS, openOf, placeOf, STEPS, type FilledStep } from './steps';
import { useAskedAgain } from './use-asked-again';
import { useEvidence } from './use-evidence';
import { useReturnDraft } from './use-return-draft';
import { useSubmission } from './use-submission';
import { WithdrawButton } from './withdraw-button';

const AFTER_RENDER_MS = 100;

/** The application being filled in; opens at the step with something left to do. */
export function ReturnEditor({ desk, application }: { desk: Desk; application: ReturnView }) {
  const { t } = useWords();
  const editor = useReturnDraft(desk, application);
  const evidence = useEvidence(editor, application.evidence);
  const again = useAskedAgain(application, editor.draft);
  const now = phoneNow() + desk.aheadMs;
  const [step, setStep] = useState(() => openingStep(desk, application, editor.draft, now));
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<string[]>([]);
  const { busy, problem, submit } = useSubmission(application, editor, (faults) => {
    const places = faults.map(placeOf);
    setStep(places[0]?.step ?? 'approver');
    setRefused(places.map(({ key }) => key));
  });
  const due = dueStep(desk, editor.draft, again, now);
  const open = openOf(step, desk, editor.draft, again, now);
  const missing = [...(asked ? open : []), ...refused];
  const go = (index: number): void => {
    const wanted = FILLED_STEPS[index];
    if (wanted) {
      setAsked(false);
      setRefused([]);
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
      {application.state === 'returned' && <OwnComments kind="return" id={application.id} />}
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

/** With something asked for again, at that; after a refusal without photos, at the beginning. */
const openingStep = (desk: Desk, { state, correction }: ReturnView, draft: ReturnDraft, now: number): FilledStep => {
  const again = state === 'returned' ? (correction?.slots ?? []) : [];
  if (state !== 'draft' && again.length === 0) {
    return 'fill';
  }
  return dueStep(desk, draft, again, now);
};
