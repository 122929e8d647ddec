import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { RETURN_NEXT, type ReturnView } from '@shared/return';
import { Callout } from '@/components/callout';
import { Icon, type IconName } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { OwnComments } from '@/components/own-comments';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { ProgressSteps } from '@/components/progress-steps';
import { TextButton } from '@/components/text-button';
import type { Tone } from '@/components/tag';
import { openArrival, openCheckIn } from '@/pages/routes';
import { useSettling } from '@/state/use-settling';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { hasEnded, stepOfState, STEPS } from './steps';
import { useBeginning, type Desk } from '@/returning/use-return';
import { Versions } from './versions';
import { WithdrawButton } from './withdraw-button';

interface Props {
  desk: Desk;
  application: ReturnView;
  /** a decision that could still be taken back has taken effect */
  onSettled: () => void;
  onChange: () => void;
}

type Standing = 'submitted' | 'approved' | 'arrived' | 'rejected' | 'withdrawn';

const LOOKS: Record<Standing, { icon: IconName; tone: Tone }> = {
  submitted: { icon: 'clock', tone: 'info' },
  approved: { icon: 'done', tone: 'good' },
  arrived: { icon: 'location', tone: 'good' },
  rejected: { icon: 'failed', tone: 'danger' },
  withdrawn: { icon: 'close', tone: 'plain' },
};

/** How the application stands and what happens next. */
export function Standing({ desk, application, onSettled, onChange }: Props) {
  const { t } = useWords();
  const state = application.state as Standing;
  const beginning = useBeginning();
  const [versionsShown, showVersions] = useState(false);
  const deciding = useSettling(application.settlesAt, desk.aheadMs, onSettled);
  const action: Partial<Record<Standing, { word: string; onClick: () => void; busy?: boolean }>> = {
    approved: { word: t('returning.goArrive'), onClick: openArrival },
    arrived: { word: t('home.checkIn'), onClick: openCheckIn },
    rejected: { word: t('returning.beginAgain'), onClick: () => beginning.mutate(), busy: beginning.isPending },
    withdrawn: { word: t('returning.beginAgain'), onClick: () => beginning.mutate(), busy: beginning.isPending },
  };
  const main = action[state];
  const next = RETURN_NEXT[application.state];
  const step = STEPS.indexOf(stepOfState(application.state));
  return (
    <Page
      title={t('returning.title')}
      action={
        main && (
          <MainButton busy={main.busy} onClick={main.onClick}>
            {main.word}
          </MainButton>
        )
      }
    >
      {!hasEnded(application.state) && (
        <View className="card">
          <ProgressSteps
            steps={STEPS.map((each) => t(`returning.steps.${each}`))}
            due={step}
            shown={step}
            reachable={-1}
            finished={state === 'arrived'}
          />
        </View>
      )}
      {beginning.error && <ProblemPanel error={beginning.error} onRetry={() => beginning.mutate()} />}
      <Where application={application} state={state} deciding={deciding} />
      {application.version > 0 && <OwnComments kind="return" id={application.id} />}
      <View className="card card--actions">
        {application.version > 0 && (
          <TextButton icon="record" onClick={() => showVersions(!versionsShown)}>
            {t(versionWords(versionsShown, application.version), { count: application.version })}
          </TextButton>
        )}
        {next.submit && !deciding && (
          <TextButton icon="edit" onClick={onChange}>
            {t('returning.changeSubmitted')}
          </TextButton>
        )}
        {next.withdraw && !deciding && (
          <WithdrawButton id={application.id} submitted approved={application.state === 'approved'} />
        )}
      </View>
      {versionsShown && <Versions desk={desk} id={application.id} />}
    </Page>
  );
}

const versionWords = (shown: boolean, count: number) => {
  if (shown) {
    return 'returning.hideVersions' as const;
  }
  return count > 1 ? ('returning.compare' as const) : ('returning.seeHandedIn' as const);
};

interface WhereProps {
  application: ReturnView;
  state: Standing;
  deciding: boolean;
}

function Where({ application, state, deciding }: WhereProps) {
  const { t, pick, book } = useWords();
  const { at } = useCampusTime();
  const { approver, draft, submittedAt, arrival, correction } = application;
  const { icon, tone } = LOOKS[state];
  const facts = {
    name: approver?.name ?? '',
    returns: draft.returnsAt ? at(draft.returnsAt) : '',
    time: arrival ? at(arrival.arrivedAt) : submittedAt ? at(submittedAt) : '',
    campus: arrival ? pick(arrival.campus) : '',
  };
  return (
    <>
      <View className="card card--result">
        <View className={`result__round tone--${tone}`}>
          <Icon name={icon} size={48} />
        </View>
        <Text className="title">{t(`returning.standing.${state}`)}</Text>
        <Text className="weak">{t(`returning.standing.${state}Text`, facts)}</Text>
      </View>
      {deciding && <Callout tone="info" icon="clock" title={t('returning.deciding')} />}
      {state === 'rejected' && correction && (
        <Callout
          tone="danger"
          icon="failed"
          title={correction.reason ? book.approvals.reasons[correction.reason] : t('returning.why')}
          text={correction.comment ? t('returning.quote', { comment: correction.comment }) : undefined}
        />
      )}
      {state === 'submitted' || state === 'approved' ? (
        <View className="card">
          <Text className="strong">{t('returning.nextTitle')}</Text>
          <Text className="weak">{t(`returning.nextText.${state}`, facts)}</Text>
        </View>
      ) : null}
    </>
  );
}
