import { useEffect, useRef, useState } from 'react';
import { UPLOAD_LIMITS, type UploadPurpose, type UploadView } from '@shared/upload';
import { asProblem, isUnanswered, type ProblemError } from '@/api/problem-error';
import { sendPhoto, type Sending } from '@/api/uploads';
import { choosePicture, dropPicture, shrunk, type PictureSource } from '@/platform/pictures';
import { randomId } from '@/random-id';

/** What goes on in one slot; absent where nothing does. */
export type PhotoWork =
  | { status: 'preparing' }
  | { status: 'sending'; percent: number }
  | { status: 'failed'; problem: ProblemError; again: boolean };

interface Chosen {
  path: string;
  idempotencyKey: string;
}

/** Photos on their way, each slot for itself: progress, cancel, again, and its own refusal. */
export const usePhotoSending = (purpose: UploadPurpose, onSent: (slot: string, view: UploadView) => void) => {
  const [work, setWork] = useState<Record<string, PhotoWork>>({});
  const chosen = useRef<Record<string, Chosen>>({});
  const sendings = useRef<Record<string, Sending>>({});
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
      Object.values(sendings.current).forEach(({ cancel }) => cancel());
    };
  }, []);

  const show = (slot: string, now: PhotoWork | null): void => {
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
    const sending = sendPhoto({ ...picture, purpose, slot }, (percent) => {
      if (sendings.current[slot] === sending) {
        show(slot, { status: 'sending', percent });
      }
    });
    sendings.current[slot] = sending;
    try {
      const view = await sending.done;
      if (sendings.current[slot] === sending && alive.current) {
        onSent(slot, view);
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
    workOf: (slot: string): PhotoWork | null => work[slot] ?? null,
    busy: Object.values(work).some(({ status }) => status !== 'failed'),
    choose: async (slot: string, source: PictureSource): Promise<void> => {
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
    retry: send,
    cancel: (slot: string): void => {
      const { [slot]: sending, ...others } = sendings.current;
      sendings.current = others;
      sending?.cancel();
      forget(slot);
      show(slot, null);
    },
  };
};
