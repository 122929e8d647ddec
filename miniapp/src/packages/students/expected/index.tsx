import { View } from '@tarojs/components';
import { Confirm } from '@/components/confirm';
import { Empty } from '@/components/empty';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { Stepper } from '@/components/stepper';
import { Tabs } from '@/components/tabs';
import { usePermission } from '@/state/use-permission';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { ExpectedPerson } from './expected-person';
import { UnitTallies } from './unit-tallies';
import { ARRIVAL_LISTS, useExpected } from './use-expected';
import '../words/register';

/** Who is expected on a day, by unit and hour, and has not arrived. */
export default function Expected() {
  const { t } = useWords();
  const { day: dayWords } = useCampusTime();
  const mayConfirm = usePermission('return.confirm');
  const expected = useExpected();
  const { day, isToday, list, query, items, toConfirm, confirming } = expected;
  return (
    <Page title={t('expected.title')}>
      <Stepper
        title={isToday ? `${t('students.today')} ${dayWords(day)}` : dayWords(day)}
        previous={{ word: t('students.previousDay'), onClick: () => expected.turn(-1) }}
        next={{ word: t('students.nextDay'), onClick: () => expected.turn(1) }}
      />
      <Loaded query={expected.tally}>
        {(tallies) => <UnitTallies tallies={tallies} chosen={expected.unitId} onChoose={expected.setUnitId} />}
      </Loaded>
      <Tabs
        tabs={ARRIVAL_LISTS.map((value) => ({ value, word: t(`expected.${value}`) }))}
        chosen={list}
        onChoose={expected.setList}
      />
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <Empty
              icon={list === 'expected' ? 'done' : 'location'}
              title={t(`expected.none.${list}`)}
              text={t(`expected.noneText.${list}`)}
            />
          ) : (
            <>
              <View className="list">
                {items.map((line) => (
                  <ExpectedPerson
                    key={line.applicationId}
                    line={line}
                    onConfirm={mayConfirm && !line.arrival ? () => expected.askConfirm(line) : null}
                  />
                ))}
              </View>
              <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={expected.more} />
            </>
          )
        }
      </Loaded>
      <Confirm
        open={toConfirm !== null}
        title={t('expected.confirmAsk', { name: toConfirm?.name ?? '' })}
        text={t('expected.confirmText')}
        word={t('expected.confirm')}
        busy={confirming.isPending}
        error={confirming.error}
        onConfirm={() => toConfirm && confirming.mutate(toConfirm.applicationId)}
        onClose={() => expected.askConfirm(null)}
      />
    </Page>
  );
}
