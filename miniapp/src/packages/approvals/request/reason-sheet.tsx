import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ApprovalKind, ApprovalView, QuickReason } from '@shared/approval';
import { Choice } from '@/components/choice';
import { FieldError } from '@/components/field-error';
import { MainButton } from '@/components/main-button';
import { Sheet } from '@/components/sheet';
import { TextField } from '@/components/text-field';
import { useWords } from '@/words/use-words';
import type { Verdict } from '../batches';

interface Props {
  request: ApprovalView;
  outcome: 'return' | 'reject';
  busy: boolean;
  onDecide: (verdict: Verdict) => void;
  onClose: () => void;
}

const LONGEST_COMMENT = 300;
const ABOUT_PHOTOS: readonly QuickReason[] = [
  'photo_unreadable',
  'photo_wrong_person',
  'photo_outdated',
  'itinerary_incomplete',
];
/** What can be said against a request of the kind. */
const REASONS: Record<ApprovalKind, readonly QuickReason[]> = {
  return: [...ABOUT_PHOTOS, 'times_implausible', 'answers_unclear', 'not_allowed_now', 'other'],
  leaving: ['times_implausible', 'reason_unclear', 'not_allowed_now', 'other'],
  exempt_pass: [
    'photo_unreadable',
    'photo_wrong_person',
    'photo_outdated',
    'reason_unclear',
    'not_allowed_now',
    'other',
  ],
  temporary_pass: ['times_implausible', 'reason_unclear', 'not_allowed_now', 'other'],
};

/** Why not, at one tap; what has to be done again, at another. */
export function ReasonSheet({ request, outcome, busy, onDecide, onClose }: Props) {
  const { t, pick, book } = useWords();
  const [reason, setReason] = useState<QuickReason | null>(null);
  const [comment, setComment] = useState('');
  const [slots, setSlots] = useState<string[]>([]);
  const [asked, setAsked] = useState(false);
  const { photos } = request;
  const needsComment = reason === 'other' && comment.trim() === '';
  const needsSlot =
    outcome === 'return' && reason !== null && ABOUT_PHOTOS.includes(reason) && photos.length > 0 && slots.length === 0;
  // without photos there is nothing to say about them
  const reasons = REASONS[request.kind].filter((one) => photos.length > 0 || !ABOUT_PHOTOS.includes(one));
  const toggle = (slot: string): void =>
    setSlots(slots.includes(slot) ? slots.filter((one) => one !== slot) : [...slots, slot]);
  const send = (): void => {
    setAsked(true);
    if (reason && !needsComment && !needsSlot) {
      onDecide({
        outcome,
        reason,
        ...(comment.trim() ? { comment: comment.trim() } : {}),
        ...(outcome === 'return' ? { slots } : {}),
      });
    }
  };
  return (
    <Sheet open title={t(`approvals.sheet.${outcome}`, { name: request.person.name })} onClose={onClose}>
      {outcome === 'return' && photos.length > 0 && (
        <View className="field">
          <Text className="field__word">{t('approvals.whichSlots')}</Text>
          <Choice
            many
            label={t('approvals.whichSlots')}
            options={photos.map(({ slot, label }) => ({ value: slot, word: pick(label) }))}
            chosen={slots}
            onToggle={toggle}
          />
          <FieldError>{asked && needsSlot ? t('approvals.needSlot') : null}</FieldError>
        </View>
      )}
      <View className="field">
        <Text className="field__word">{t('approvals.why')}</Text>
        <Choice
          label={t('approvals.why')}
          options={reasons.map((value) => ({ value, word: book.approvals.reasons[value] }))}
          chosen={reason ? [reason] : []}
          onToggle={(value) => setReason(value as QuickReason)}
        />
        <FieldError>{asked && !reason ? t('approvals.needReason') : null}</FieldError>
      </View>
      <TextField
        id="decision-comment"
        kind="long"
        label={t(reason === 'other' ? 'approvals.comment' : 'approvals.commentOptional')}
        placeholder={t('approvals.commentHint')}
        maxLength={LONGEST_COMMENT}
        value={comment}
        onChange={setComment}
        error={asked && needsComment ? t('approvals.needComment') : null}
      />
      <MainButton kind={outcome === 'reject' ? 'danger' : 'main'} busy={busy} onClick={send}>
        {t(`approvals.send.${outcome}`)}
      </MainButton>
      <MainButton kind="second" onClick={onClose}>
        {t('app.cancel')}
      </MainButton>
    </Sheet>
  );
}
