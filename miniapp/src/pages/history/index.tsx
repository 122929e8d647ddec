import { Text, View } from '@tarojs/components';
import { Empty } from '@/components/empty';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { Stepper } from '@/components/stepper';
import { Tag } from '@/components/tag';
import { goHome } from '@/pages/routes';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { Calendar } from './calendar';
import { DayReports } from './day-reports';
import { MARKS } from './mark';
import { useHistory } from './use-history';

export default function History() {
  const { t } = useWords();
  const history = useHistory();
  return (
    <Page title={t('history.title')}>
      <Loaded query={history.query} rows={6}>
        {(data) =>
          data.campaign === null && data.days.length === 0 ? (
            <Empty
              icon="record"
              title={t('history.none')}
              text={t('history.noneText')}
              action={{ word: t('result.home'), onClick: goHome }}
            />
          ) : (
            <Month data={data} history={history} />
          )
        }
      </Loaded>
    </Page>
  );
}

type History = ReturnType<typeof useHistory>;

function Month({ data, history }: { data: NonNullable<History['query']['data']>; history: History }) {
  const { t, pick } = useWords();
  const { day } = useCampusTime();
  const { month, selected, hasPrevious, hasNext, turn } = history;
  const [year, number] = data.month.split('-');
  return (
    <>
      <View className="card">
        {data.campaign && (
          <Text className="weak">
            {t('history.campaign', {
              name: pick(data.campaign.name),
              from: day(data.campaign.startsOn),
              to: day(data.campaign.endsOn),
            })}
          </Text>
        )}
        <Stepper
          title={t('time.month', { year, month: Number(number) })}
          previous={{ word: t('history.previous'), onClick: hasPrevious ? () => turn(-1) : null }}
          next={{ word: t('history.nextMonth'), onClick: hasNext ? () => turn(1) : null }}
        />
        <Calendar month={data} selected={selected} onSelect={history.select} />
        <View className="row row--wrap">
          {Object.values(MARKS).map(({ tone, icon, word }) => (
            <Tag key={word} tone={tone} icon={icon}>
              {t(word)}
            </Tag>
          ))}
        </View>
      </View>
      {selected.startsWith(month) && (
        <DayReports day={selected} record={data.days.find((candidate) => candidate.day === selected)} />
      )}
    </>
  );
}
