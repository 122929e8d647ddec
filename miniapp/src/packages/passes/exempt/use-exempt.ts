import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApproverOption } from '@shared/approval';
import type { ExemptPassDesk, ExemptPassInput, ExemptPassView } from '@shared/pass';
import type { UploadView } from '@shared/upload';
import { applyForExemptPass, changeExemptPass, getExemptDesk, withdrawExemptPass } from '@/api/exempt-passes';
import { useRepeatableWrite } from '@/api/repeatable-write';
import { getUpload } from '@/api/uploads';
import { scrollToField } from '@/check-in/use-submission';
import { phoneNow } from '@/clock';
import { usePhotoSending } from '@/components/use-photo-sending';
import { dropWish, keepWish, readWish } from '@/passing/kept-wish';
import { queryClient } from '@/state/query-client';
import { aheadOf } from '@/state/use-countdown';

const DESK = ['exempt-pass-desk'];
/** As the form of uploads names it. */
export const ID_PHOTO = 'id_photo';

interface Kept {
  reason: string;
  approverId?: string;
  photoUploadId?: string;
}

export interface Desk extends ExemptPassDesk {
  /** how far the server's clock is ahead of the phone's */
  aheadMs: number;
  /** the photo that was sent, and not handed in yet */
  keptPhoto: UploadView | null;
}

/** One application at a time can be changed; a new one has no number yet. */
const keyOf = (open: ExemptPassView | null): string => (open ? `exempt/${open.id}/${open.revision}` : 'exempt');

export const openOf = ({ application }: ExemptPassDesk): ExemptPassView | null =>
  application && (application.state === 'submitted' || application.state === 'returned') ? application : null;

const getDesk = async (): Promise<Desk> => {
  const desk = await getExemptDesk();
  const id = readWish<Kept>(keyOf(openOf(desk)))?.photoUploadId;
  return {
    ...desk,
    aheadMs: aheadOf(desk.serverTime, phoneNow()),
    // what nobody handed in for a day is gone
    keptPhoto: id ? await getUpload(id).catch(() => null) : null,
  };
};

/** Not behind the back of somebody who fills it in. */
export const useExemptDesk = () => useQuery({ queryKey: DESK, queryFn: getDesk, staleTime: Infinity, gcTime: 0 });

const show = (application: ExemptPassView): void => {
  queryClient.setQueryData<Desk>(DESK, (desk) => desk && { ...desk, application });
  void queryClient.invalidateQueries({ queryKey: ['pass'] });
};

export const useExemptWithdrawal = (id: string) =>
  useMutation({ mutationFn: () => withdrawExemptPass(id), onSuccess: show });

/** Whoever it is with may keep it. */
export const approversOf = ({ approvers }: ExemptPassDesk, open: ExemptPassView | null): ApproverOption[] => {
  const isOffered = approvers.some(({ personId }) => personId === open?.approver.personId);
  return open && !isOffered ? [...approvers, open.approver] : approvers;
};

export type ExemptField = 'photo' | 'reason' | 'approverId';

/** A new application, or a change of the open one; what is typed stays on the phone until it is sent. */
export const useExemptForm = (desk: Desk, onDone: () => void) => {
  const open = openOf(desk);
  const key = keyOf(open);
  const [entry, setEntry] = useState<Kept>(() => beginningOf(desk, open));
  const [photo, setPhoto] = useState<UploadView | null>(desk.keptPhoto ?? open?.photo ?? null);
  const [asked, setAsked] = useState(false);
  const change = (part: Partial<Kept>): void =>
    setEntry((before) => {
      keepWish(key, { ...before, ...part });
      return { ...before, ...part };
    });
  const sendingPhoto = usePhotoSending(ID_PHOTO, (_slot, view) => {
    setPhoto(view);
    change({ photoUploadId: view.id });
  });
  const write = useRepeatableWrite((body: ExemptPassInput, idempotencyKey: string) =>
    open ? changeExemptPass(open.id, body) : applyForExemptPass(body, idempotencyKey),
  );
  const sending = useMutation({
    mutationFn: write,
    onSuccess: (application) => {
      dropWish(key);
      show(application);
      onDone();
    },
  });
  const missing: ExemptField[] = [
    ...(photo ? [] : (['photo'] as const)),
    ...(entry.reason.trim() ? [] : (['reason'] as const)),
    ...(entry.approverId ? [] : (['approverId'] as const)),
  ];
  return {
    entry,
    change,
    photo,
    sendingPhoto,
    open: missing.length,
    asked,
    isMissing: (field: ExemptField): boolean => asked && missing.includes(field),
    sending,
    submit: (): void => {
      const [first] = missing;
      setAsked(true);
      if (first !== undefined || !photo || entry.approverId === undefined) {
        scrollToField(first ?? 'photo');
      } else if (!sending.isPending && !sendingPhoto.busy) {
        sending.mutate({ reason: entry.reason.trim(), photoUploadId: photo.id, approverId: entry.approverId });
      }
    },
  };
};

const beginningOf = (desk: Desk, open: ExemptPassView | null): Kept => {
  const before = readWish<Kept>(keyOf(open)) ?? { reason: open?.reason ?? '', approverId: open?.approver.personId };
  const approverId = [before.approverId, desk.preselectedApproverId].find((id) =>
    approversOf(desk, open).some(({ personId }) => personId === id),
  );
  return { ...before, approverId: approverId ?? undefined };
};
