import { useMutation } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import type { CheckInForm, CoarseLocation, ReportReceipt, SubmitReport } from '@shared/check-in';
import { asProblem, type ProblemError } from '@/api/problem-error';
import { useRepeatableWrite } from '@/api/repeatable-write';
import { queryClient } from '@/state/query-client';
import { countingAnswers } from './form-rules';
import { keyOfFault, type Editor } from './use-editor';

export interface Submission {
  form: CheckInForm;
  editor: Editor;
  location: CoarseLocation | null;
  /** keys of what still stands in the way, in the order of the page */
  open: string[];
  send: (body: SubmitReport, idempotencyKey: string) => Promise<ReportReceipt>;
  /** fetches the form again: a newer version, or a fresh ticket */
  reload: () => void;
  onDone: (receipt: ReportReceipt) => void;
}

const RELOADS = ['TEMPLATE_OUTDATED', 'FORM_TICKET_INVALID'];
const BELOW_TOP_BAR = -72;
const AFTER_RENDER_MS = 100;

export const scrollToField = (key: string): void => {
  void Taro.pageScrollTo({ selector: `#field-${key}`, offsetTop: BELOW_TOP_BAR, duration: 200 });
};

const reportOf = ({ form, editor, location }: Submission): SubmitReport => ({
  windowId: form.window.id,
  day: form.day,
  templateId: form.templateId,
  formTicket: form.formTicket,
  answers: countingAnswers(form.template, editor.entry.answers),
  ...(location ? { location } : { noLocationReason: editor.entry.noLocationReason }),
  ...(form.timing === 'late' ? { lateReason: editor.entry.lateReason } : {}),
});

/** Sends the report, once however often it is tapped; turns refusals into something to do. */
export const useSubmission = (submission: Submission) => {
  const { editor, open, send, reload, onDone } = submission;
  const [asked, setAsked] = useState(false);
  const write = useRepeatableWrite(send);
  const refused = (problem: ProblemError): void => {
    if (RELOADS.includes(problem.code)) {
      reload();
    }
    if (problem.code === 'ANSWERS_INVALID') {
      editor.refuse(problem.fields);
    }
    const first = problem.code === 'ANSWERS_INVALID' ? problem.fields.map(keyOfFault)[0] : 'problem';
    if (first && problem.code !== 'TEMPLATE_OUTDATED') {
      setTimeout(() => scrollToField(first), AFTER_RENDER_MS);
    }
  };
  const sending = useMutation({
    mutationFn: () => write(reportOf(submission)),
    onSuccess: (receipt) => {
      editor.finish();
      queryClient.setQueryData(['receipt', receipt.reportId], receipt);
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'receipt' && queryKey[0] !== 'check-in-form',
      });
      onDone(receipt);
    },
    onError: (error) => refused(asProblem(error)),
  });
  return {
    asked,
    busy: sending.isPending,
    problem: sending.error ? asProblem(sending.error) : null,
    submit: (): void => {
      setAsked(true);
      const first = open[0];
      if (first) {
        scrollToField(first);
      } else {
        sending.mutate();
      }
    },
  };
};
