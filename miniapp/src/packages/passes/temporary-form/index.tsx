import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Reason } from '@/check-in/reason';
import { Callout } from '@/components/callout';
import { Empty } from '@/components/empty';
import { FieldError } from '@/components/field-error';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { openSupport, showTemporaryPasses } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import { ApproverCard } from '../approver-card';
import { FormNote } from '../form-note';
import '../passes.scss';
import { GatesField } from './gates-field';
import { approversOf, useDesk, useWish, type Desk } from './use-wish';
import { WindowCard } from './window-card';
import '../words/register';

/** Asking for a temporary pass, or changing what was asked for. */
export default function TemporaryForm() {
  const { t } = useWords();
  const { id } = useRouter().params;
  const query = useDesk(id);
  const { data: desk } = query;
  if (desk && desk.gates.length > 0 && (id === undefined || desk.changed)) {
    return <Form desk={desk} />;
  }
  return (
    <Page title={t('temporary.ask')}>
      <Loaded query={query} rows={8}>
        {({ gates }) =>
          gates.length === 0 ? (
            <Empty
              icon="location"
              title={t('temporary.noGates')}
              text={t('temporary.noGatesText')}
              action={{ word: t('app.support'), onClick: () => openSupport() }}
            />
          ) : (
            <Empty
              icon="record"
              title={t('temporary.gone')}
              text={t('temporary.goneText')}
              action={{ word: t('temporary.toList'), onClick: showTemporaryPasses }}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

const REASONS = ['medical', 'laboratory', 'errand', 'family', 'parcel'] as const;

function Form({ desk }: { desk: Desk }) {
  const { t, book } = useWords();
  const form = useWish(desk);
  const { wish, change, wrong, sending, open, asked } = form;
  const { changed, limits } = desk;
  const correction = changed?.correction;
  return (
    <Page
      title={t(changed ? 'temporary.changeTitle' : 'temporary.ask')}
      action={
        <>
          <FormNote open={open} asked={asked} />
          <MainButton busy={sending.isPending} onClick={form.submit}>
            {t(changed ? 'temporary.submitAgain' : 'temporary.submit')}
          </MainButton>
        </>
      }
    >
      {correction && (
        <Callout
          tone="warn"
          icon="edit"
          title={t('returning.correctionTitle')}
          text={[correction.reason && book.approvals.reasons[correction.reason], correction.comment]
            .filter(Boolean)
            .join(' · ')}
        />
      )}
      <View id="field-reason" className={wrong('reason') ? 'card field--wrong' : 'card'}>
        <Reason
          isTitle
          label={t('temporary.reason')}
          offered={REASONS.map((reason) => t(`temporary.reasons.${reason}`))}
          value={wish.reason}
          onChange={(reason) => change({ reason })}
        />
        <FieldError>{wrong('reason') && t('temporary.needReason')}</FieldError>
      </View>
      <GatesField
        gates={desk.gates}
        chosen={wish.gateIds}
        most={limits.mostGates}
        onChange={(gateIds) => change({ gateIds })}
        error={wrong('gateIds') && t('temporary.needGates')}
      />
      <WindowCard desk={desk} form={form} />
      <ApproverCard
        approvers={approversOf(desk)}
        chosen={wish.approverId}
        isPreselected={desk.preselectedApproverId !== null}
        onChoose={(approverId) => change({ approverId })}
        error={wrong('approverId') && t('returning.needApprover')}
      />
      {sending.error && <ProblemPanel error={sending.error} onRetry={form.submit} />}
    </Page>
  );
}
