import { Text, View } from '@tarojs/components';
import { Reason } from '@/check-in/reason';
import { Callout } from '@/components/callout';
import { FieldError } from '@/components/field-error';
import { Icon } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { OwnComments } from '@/components/own-comments';
import { Page } from '@/components/page';
import { PhotoSlot } from '@/components/photo-slot';
import { ProblemPanel } from '@/components/problem';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';
import { ApproverCard } from '../approver-card';
import { FormNote } from '../form-note';
import { approversOf, ID_PHOTO, openOf, useExemptForm, type Desk } from './use-exempt';

const REASONS = ['work', 'live', 'stayed', 'stationed'] as const;

/** The photo, why, and who decides. */
export function ExemptForm({ desk, onDone }: { desk: Desk; onDone: () => void }) {
  const { t, book } = useWords();
  const form = useExemptForm(desk, onDone);
  const { entry, change, photo, sendingPhoto, isMissing, sending } = form;
  const open = openOf(desk);
  const correction = open?.correction;
  const work = sendingPhoto.workOf(ID_PHOTO);
  const isPhotoWrong = isMissing('photo') || work?.status === 'failed';
  return (
    <Page
      title={t('exempt.title')}
      action={
        <>
          <FormNote open={form.open} asked={form.asked} uploading={sendingPhoto.busy} />
          <MainButton busy={sending.isPending} onClick={form.submit}>
            {t(open ? 'exempt.submitAgain' : 'exempt.submit')}
          </MainButton>
        </>
      }
    >
      {correction ? (
        <Callout
          tone="warn"
          icon="edit"
          title={t('returning.correctionTitle')}
          text={[correction.reason && book.approvals.reasons[correction.reason], correction.comment]
            .filter(Boolean)
            .join(' · ')}
        />
      ) : (
        <Text className="weak">{t('exempt.intro')}</Text>
      )}
      {open?.state === 'returned' && <OwnComments kind="exempt_pass" id={open.id} />}
      <PhotoSlot
        id="photo"
        title={t('exempt.photo')}
        help={t('exempt.photoHelp')}
        state={<PhotoState isThere={photo !== null} isBusy={sendingPhoto.busy} />}
        sample="portrait"
        isThere={photo !== null}
        photo={photo}
        work={work}
        isWrong={isPhotoWrong}
        fault={isMissing('photo') ? t('exempt.needPhoto') : null}
        onChoose={(source) => void sendingPhoto.choose(ID_PHOTO, source)}
        onRetry={() => void sendingPhoto.retry(ID_PHOTO)}
        onCancel={() => sendingPhoto.cancel(ID_PHOTO)}
      >
        <View className="point">
          <Icon name="safe" />
          <Text className="point__text weak">{t('exempt.privacy')}</Text>
        </View>
      </PhotoSlot>
      <View id="field-reason" className={isMissing('reason') ? 'card field--wrong' : 'card'}>
        <Reason
          isTitle
          label={t('exempt.reason')}
          offered={REASONS.map((reason) => t(`exempt.reasons.${reason}`))}
          value={entry.reason}
          onChange={(reason) => change({ reason })}
        />
        <FieldError>{isMissing('reason') ? t('exempt.needReason') : null}</FieldError>
      </View>
      <ApproverCard
        approvers={approversOf(desk, open)}
        chosen={entry.approverId}
        isPreselected={desk.preselectedApproverId !== null}
        onChoose={(approverId) => change({ approverId })}
        error={isMissing('approverId') ? t('returning.needApprover') : null}
      />
      {sending.error && <ProblemPanel error={sending.error} onRetry={form.submit} />}
    </Page>
  );
}

function PhotoState({ isThere, isBusy }: { isThere: boolean; isBusy: boolean }) {
  const { t } = useWords();
  if (isBusy) {
    return (
      <Tag tone="info" icon="clock">
        {t('photo.busy')}
      </Tag>
    );
  }
  return isThere ? (
    <Tag tone="good" icon="done">
      {t('photo.done')}
    </Tag>
  ) : (
    <Tag tone="warn" icon="warning">
      {t('photo.open')}
    </Tag>
  );
}
