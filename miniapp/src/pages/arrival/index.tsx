import { Text, View } from '@tarojs/components';
import type { ReturnView } from '@shared/return';
import { Callout } from '@/components/callout';
import { Empty } from '@/components/empty';
import { Icon } from '@/components/icon';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { goHome, openCheckIn, openReturn } from '@/pages/routes';
import { useReturnDesk, type Desk } from '@/returning/use-return';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { DistanceCard } from './distance-card';
import { useArrival, type Arrival } from './use-arrival';

export default function ArrivalPage() {
  const { t } = useWords();
  const query = useReturnDesk();
  const application = query.data?.application;
  if (query.data && application?.state === 'approved') {
    return <SignIn desk={query.data} application={application} />;
  }
  if (application?.state === 'arrived') {
    return <Arrived application={application} />;
  }
  return (
    <Page title={t('arrival.title')}>
      <Loaded query={query}>
        {() => (
          <Empty
            icon="location"
            title={t('arrival.notYet')}
            text={t('arrival.notYetText')}
            action={{ word: t('arrival.seeReturn'), onClick: openReturn }}
          />
        )}
      </Loaded>
    </Page>
  );
}

const buttonWords = ({ busy, state, distance }: Arrival) => {
  if (busy) {
    return 'arrival.busy' as const;
  }
  if (distance?.metres === 0) {
    return 'arrival.signInInside' as const;
  }
  return state.status === 'none' ? ('arrival.signIn' as const) : ('arrival.signInHere' as const);
};

function SignIn({ desk, application }: { desk: Desk; application: ReturnView }) {
  const { t, pick } = useWords();
  const arrival = useArrival(application);
  const campus = desk.campuses.find(({ id }) => id === application.draft.campusId);
  const { state, problem } = arrival;
  const inVain =
    state.status === 'failed' || problem?.code === 'ARRIVAL_INACCURATE' || problem?.code === 'ARRIVAL_OUTSIDE';
  return (
    <Page
      title={t('arrival.title')}
      action={
        <MainButton busy={arrival.busy} onClick={() => void arrival.signIn()}>
          {t(buttonWords(arrival))}
        </MainButton>
      }
    >
      <DistanceCard arrival={arrival} campus={campus ? pick(campus.name) : ''} />
      {state.status === 'failed' && (
        <Callout tone="warn" icon="location" title={t('arrival.failed')} text={t('arrival.failedText')} />
      )}
      {problem && <ProblemPanel error={problem} />}
      {arrival.circles.error && (
        <ProblemPanel error={arrival.circles.error} onRetry={() => void arrival.circles.refetch()} />
      )}
      <View className={inVain ? 'card card--marked' : 'card'}>
        <Text className="strong">{t('arrival.otherWays')}</Text>
        <View className="point">
          <Icon name="person" />
          <Text className="point__text">
            {t('arrival.byApprover', { name: application.approver?.name ?? t('returning.approver') })}
          </Text>
        </View>
        <View className="point">
          <Icon name="hall" />
          <Text className="point__text">{t('arrival.atTheGate')}</Text>
        </View>
      </View>
      <Text className="weak">{t('arrival.privacy')}</Text>
    </Page>
  );
}

function Arrived({ application }: { application: ReturnView }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { arrival } = application;
  return (
    <Page title={t('arrival.title')} action={<MainButton onClick={openCheckIn}>{t('home.checkIn')}</MainButton>}>
      <View className="card card--result">
        <View className="result__round tone--good">
          <Icon name="done" size={48} />
        </View>
        <Text className="title">{t('arrival.done')}</Text>
        {arrival && <Text className="weak">{`${pick(arrival.campus)} · ${at(arrival.arrivedAt)}`}</Text>}
        <Text className="weak">{t('arrival.doneText')}</Text>
      </View>
      <MainButton kind="second" onClick={goHome}>
        {t('result.home')}
      </MainButton>
    </Page>
  );
}
