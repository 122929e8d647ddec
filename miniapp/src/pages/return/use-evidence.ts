import { useEffect, useRef, useState } from 'react';
import { UPLOAD_LIMITS, type UploadView } from '@shared/upload';
import { asProblem, isUnanswered, type ProblemError } from '@/api/problem-error';
import { sendPhoto, type Sending } from '@/api/uploads';
import { choosePicture, dropPicture, shrunk, type PictureSource } from '@/platform/pictures';
import { randomId } from '@/random-id';
import type { ReturnEditor } from './use-return-draft';

/** What goes on in one slot; absent where nothing does. */
export type SlotWork =
  | { status: 'preparing' }
  | { status: 'sending'; percent: number }
  | { status: 'failed'; problem: ProblemError; again: boolean };

interface Chosen {
  path: string;
  idempotencyKey: string;
}

/** Photos on their way, each slot for itself: progress, cancel, again, and its own refusal. */
export const useEvidence = (editor: ReturnEditor, given: Record<string, UploadView>) => {
  const [work, setWork] = useState<Record<string, SlotWork>>({});
  const [sent, setSent] = useState<Record<string, UploadView>>({});
  const chosen = useRef<Record<string, Chosen>>({});
  /** which paper each photo is, as the person says it last, before or while it is sent */
  const papers = useRef<Record<string, string | null>>({});
  const sendings = useRef<Record<string, Sending>>({});
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
      Object.values(sendings.current).forEach(({ cancel }) => cancel());
    };
  }, []);

  const show = (slot: string, now: SlotWork | null): void => {
    if (alive.current) {
      setWork(({ [slot]: _before, ...others }) => (now ? { ...others, [slot]: now } : others));
    }
  };
  const forget = (slot: string): void => {
    const { [slot]: gone, ...others } = chosen.current;
    chosen.current = others;
    if (gone) {
      dropPicture(gone.path);
    }
  };
  const refused = (slot: string, error: unknown): void => {
    const problem = asProblem(error);
    const again = isUnanswered(problem);
    if (!again) {
      forget(slot);
    }
    show(slot, { status: 'failed', problem, again });
  };
  const send = async (slot: string): Promise<void> => {
    const picture = chosen.current[slot];
    if (!picture) {
      return;
    }
    show(slot, { status: 'sending', percent: 0 });
    const sending = sendPhoto({ ...picture, purpose: 'evidence', slot }, (percent) => {
      if (sendings.current[slot] === sending) {
        show(slot, { status: 'sending', percent });
      }
    });
    sendings.current[slot] = sending;
    try {
      const view = await sending.done;
      if (sendings.current[slot] === sending && alive.current) {
        setSent((before) => ({ ...before, [slot]: view }));
        editor.putEvidence(slot, { uploadId: view.id, paper: papers.current[slot] ?? null });
        forget(slot);
        show(slot, null);
      }
    } catch (error) {
      if (sendings.current[slot] === sending) {
        refused(slot, error);
      }
    }
  };

  return {
    workOf: (slot: string): SlotWork | null => work[slot] ?? null,
    busy: Object.values(work).some(({ status }) => status !== 'failed'),
    /** the photo in a slot, with its addresses */
    viewOf: (slot: string): UploadView | null => {
      const id = editor.draft.evidence?.[slot]?.uploadId;
      return [sent[slot], given[slot]].find((view) => view && view.id === id) ?? null;
    },
    choose: async (slot: string, paper: string | null, source: PictureSource): Promise<void> => {
      papers.current = { ...papers.current, [slot]: paper };
      const path = await choosePicture(source);
      if (path === null) {
        return;
      }
      show(slot, { status: 'preparing' });
      const small = await shrunk(path, UPLOAD_LIMITS.phoneLongSide);
      if (small !== path) {
        dropPicture(path);
      }
      chosen.current = { ...chosen.current, [slot]: { path: small, idempotencyKey: randomId() } };
      await send(slot);
    },
    /** of the photo that stands in the slot, and of the one that is on its way there */
    namePaper: (slot: string, paper: string): void => {
      papers.current = { ...papers.current, [slot]: paper };
      const choice = editor.draft.evidence?.[slot];
      if (choice) {
        editor.putEvidence(slot, { ...choice, paper });
      }
    },
    retry: send,
    cancel: (slot: string): void => {
      const { [slot]: sending, ...others } = sendings.current;
      sendings.current = others;
      sending?.cancel();
      forget(slot);
      show(slot, null);
    },
    remove: (slot: string): void => editor.putEvidence(slot, null),
  };
};

export type Evidence = ReturnType<typeof useEvidence>;
