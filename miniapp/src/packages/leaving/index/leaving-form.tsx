import { Text, View } from '@tarojs/components';
import type { LeavingDesk, LeavingView } from '@shared/leaving';
import { Reason } from '@/check-in/reason';
import { ApproverChoice } from '@/components/approver-choice';
import { Callout } from '@/components/callout';
import { FieldError } from '@/components/field-error';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { TextField } from '@/components/text-field';
import { WhenField } from '@/components/when-field';
import { useWords } from '@/words/use-words';
import { REASONS, useLeavingForm } from './use-leaving';

interface Props {
  desk: LeavingDesk;
  /** the one that is changed */
  open: LeavingView | null;
  onDone: () => void;
}

const LONGEST_DESTINATION = 100;

export function LeavingForm({ desk, open, onDone }: Props) {
  const { t, book } = useWords();
  const form = useLeavingForm(desk, open, onDone);
  const { entry, change, missing, sending } = form;
  const need = (key: (typeof missing)[number]): string | null =>
    missing.includes(key) ? t('checkIn.faultRequired') : null;
  const correction = open?.correction;
  return (
    <Page
      title={t('leaving.title')}
      action={
        <MainButton busy={sending.isPending} onClick={form.submit}>
          {t(open ? 'leaving.submitAgain' : 'leaving.submit')}
        </MainButton>
      }
    >
      {correction && (
        <Callout
          tone="danger"
          icon="edit"
          title={t('returning.correctionTitle')}
          text={[correction.reason && book.approvals.reasons[correction.reason], correction.comment]
            .filter(Boolean)
            .join(' · ')}
        />
      )}
      <View className="card form">
        <Text className="weak">{t('leaving.text')}</Text>
        <WhenField
          id="leavesAt"
          label={t('leaving.leavesAt')}
          value={entry.leavesAt}
          onChange={(leavesAt) => change({ leavesAt })}
          error={need('leavesAt')}
        />
        <TextField
          id="destination"
          label={t('leaving.destination')}
          placeholder={t('returning.originHint')}
          maxLength={LONGEST_DESTINATION}
          value={entry.destination ?? ''}
          onChange={(destination) => change({ destination })}
          error={need('destination')}
        />
        <View className={need('reason') ? 'field field--wrong' : 'field'}>
          <Reason
            label={t('leaving.reason')}
            offered={REASONS.map((reason) => t(`leaving.reasons.${reason}`))}
            value={entry.reason ?? ''}
            onChange={(reason) => change({ reason })}
          />
          <FieldError>{need('reason')}</FieldError>
        </View>
      </View>
      <View className="card">
        <Text className="title">{t('returning.approver')}</Text>
        <ApproverChoice
          label={t('returning.approver')}
          approvers={desk.approvers}
          chosen={entry.approverId}
          onChoose={(approverId) => change({ approverId })}
          error={need('approverId') && t('returning.needApprover')}
        />
      </View>
      {sending.error && <ProblemPanel error={sending.error} onRetry={form.submit} />}
    </Page>
  );
}
