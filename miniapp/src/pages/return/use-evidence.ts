import { useRef, useState } from 'react';
import type { UploadView } from '@shared/upload';
import { usePhotoSending, type PhotoWork } from '@/components/use-photo-sending';
import type { PictureSource } from '@/platform/pictures';
import type { ReturnEditor } from './use-return-draft';

/** The photos of the application: those that are there, and those on their way. */
export const useEvidence = (editor: ReturnEditor, given: Record<string, UploadView>) => {
  const [sent, setSent] = useState<Record<string, UploadView>>({});
  /** which paper each photo is, as the person says it last, before or while it is sent */
  const papers = useRef<Record<string, string | null>>({});
  const sending = usePhotoSending('evidence', (slot, view) => {
    setSent((before) => ({ ...before, [slot]: view }));
    editor.putEvidence(slot, { uploadId: view.id, paper: papers.current[slot] ?? null });
    // the next photo is compared with what the server knows of this application
    void editor.settle().catch(() => undefined);
  });
  return {
    workOf: (slot: string): PhotoWork | null => sending.workOf(slot),
    busy: sending.busy,
    /** the photo in a slot, with its addresses */
    viewOf: (slot: string): UploadView | null => {
      const id = editor.draft.evidence?.[slot]?.uploadId;
      return [sent[slot], given[slot]].find((view) => view && view.id === id) ?? null;
    },
    choose: (slot: string, paper: string | null, source: PictureSource): Promise<void> => {
      papers.current = { ...papers.current, [slot]: paper };
      return sending.choose(slot, source);
    },
    /** of the photo that stands in the slot, and of the one that is on its way there */
    namePaper: (slot: string, paper: string): void => {
      papers.current = { ...papers.current, [slot]: paper };
      const choice = editor.draft.evidence?.[slot];
      if (choice) {
        editor.putEvidence(slot, { ...choice, paper });
      }
    },
    retry: sending.retry,
    cancel: sending.cancel,
    remove: (slot: string): void => editor.putEvidence(slot, null),
  };
};

export type Evidence = ReturnType<typeof useEvidence>;
