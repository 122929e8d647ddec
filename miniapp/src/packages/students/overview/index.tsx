import { Text, View } from '@tarojs/components';
import type { DayOverview } from '@shared/follow-up';
import { Empty } from '@/components/empty';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { Stepper } from '@/components/stepper';
import { ThreeFigures } from '@/components/three-figures';
import { openPeople } from '@/pages/routes';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { ReminderQuestion, ReminderResult } from '../reminder-parts';
import { useReminder } from '../use-reminder';
import { CasesCard } from './cases-card';
import { FollowLinks } from './follow-links';
import { Units } from './units';
import { useOverview } from './use-overview';
import '../words/register';

export default function Overview() {
  const { t } = useWords();
  const { day: dayWords } = useCampusTime();
  const { day, isToday, query, turn } = useOverview();
  const reminder = useReminder({ day });
  const missing = query.data?.totals.missing ?? 0;
  const mayRemind = isToday && missing > 0;
  return (
    <Page
      title={t('students.title')}
      action={
        mayRemind ? (
          <MainButton onClick={reminder.ask}>{t('students.remindAll', { count: missing })}</MainButton>
        ) : undefined
      }
    >
      <Stepper
        title={isToday ? `${t('students.today')} ${dayWords(day)}` : dayWords(day)}
        previous={{ word: t('students.previousDay'), onClick: () => turn(-1) }}
        next={{ word: t('students.nextDay'), onClick: isToday ? null : () => turn(1) }}
      />
      <ReminderResult reminder={reminder} />
      <Loaded query={query} rows={6}>
        {(overview) => <Day overview={overview} day={day} />}
      </Loaded>
      <ReminderQuestion reminder={reminder} title={t('students.remindAsk', { count: missing })} />
    </Page>
  );
}

function Day({ overview, day }: { overview: DayOverview; day: string }) {
  const { t, pick } = useWords();
  const { totals, campaign, units } = overview;
  if (!campaign) {
    return (
      <>
        <Empty icon="health" title={t('students.nothing')} text={t('students.nothingText')} />
        <CasesCard open={overview.openCases} overdue={overview.overdueCases} />
        <FollowLinks />
      </>
    );
  }
  return (
    <>
      <View className="card">
        <View className="row row--apart row--wrap">
          <Text className="weak">{pick(campaign.name)}</Text>
          <Text className="weak">{t('students.owed', { count: totals.owed })}</Text>
        </View>
        <ThreeFigures
          figures={[
            {
              tone: 'good',
              icon: 'done',
              word: t('students.reported'),
              count: totals.reported,
              onClick: () => openPeople('reported', day),
            },
            {
              tone: 'warn',
              icon: 'clock',
              word: t('students.missing'),
              count: totals.missing,
              onClick: () => openPeople('missing', day),
            },
            {
              tone: 'danger',
              icon: 'warning',
              word: t('students.abnormal'),
              count: totals.abnormal,
              onClick: () => openPeople('abnormal', day),
            },
          ]}
        />
      </View>
      <CasesCard open={overview.openCases} overdue={overview.overdueCases} />
      <FollowLinks />
      <Units units={units} day={day} />
    </>
  );
}
