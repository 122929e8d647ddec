import type { ReturnDraft, ReturnView } from '@shared/return';
import { useVersions } from '@/returning/use-return';

/** The slots that the approver asked for again and that still hold the photo of before. */
export const useAskedAgain = ({ id, state, correction }: ReturnView, draft: ReturnDraft): string[] => {
  const slots = state === 'returned' ? (correction?.slots ?? []) : [];
  const { data: versions } = useVersions(id, slots.length > 0);
  const last = versions?.reduce((newest, one) => (one.version > newest.version ? one : newest));
  return slots.filter((slot) => {
    const before = last?.content.evidence?.[slot]?.uploadId;
    const now = draft.evidence?.[slot]?.uploadId;
    return last === undefined || now === undefined || now === before;
  });
};
