import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { FieldFault } from '@shared/errors';
import type { ReturnView } from '@shared/return';
import { asProblem } from '@/api/problem-error';
import { useRepeatableWrite } from '@/api/repeatable-write';
import { submitReturn } from '@/api/returns';
import { showApplication } from '@/returning/use-return';
import type { ReturnEditor } from './use-return-draft';

/** Hands in what is on the screen, once however often it is tapped. */
export const useSubmission = (
  application: ReturnView,
  editor: ReturnEditor,
  onRefused: (faults: FieldFault[]) => void,
) => {
  const write = useRepeatableWrite((body: { revision: number }, key: string) =>
    submitReturn(application.id, body, key),
  );
  // a second tap comes before the button is drawn busy
  const underway = useRef(false);
  const submitting = useMutation({
    mutationFn: async () => write({ revision: await editor.settle() }),
    onSuccess: (submitted) => {
      editor.finish();
      showApplication(submitted);
    },
    onSettled: () => {
      underway.current = false;
    },
    onError: (error) => {
      const { fields } = asProblem(error);
      if (fields.length > 0) {
        onRefused(fields);
      }
    },
  });
  const problem = submitting.error ? asProblem(submitting.error) : null;
  return {
    busy: submitting.isPending,
    // two phones at once: the page asks which draft counts
    problem: problem?.code === 'RETURN_DRAFT_CHANGED' ? null : problem,
    submit: (): void => {
      if (!underway.current) {
        underway.current = true;
        submitting.mutate();
      }
    },
  };
};
