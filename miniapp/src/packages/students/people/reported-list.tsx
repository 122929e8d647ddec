import { Text, View } from '@tarojs/components';
import { Empty } from '@/components/empty';
import { Flags } from '@/components/flags';
import { Icon } from '@/components/icon';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { Tag } from '@/components/tag';
import { openStudentReport } from '@/pages/routes';
import { usePermission } from '@/state/use-permission';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { PersonHead } from './person-head';
import { useReported } from './use-people';

interface Props {
  day: string;
  unitId: string | undefined;
  abnormal: boolean;
}

export function ReportedList({ day, unitId, abnormal }: Props) {
  const { t } = useWords();
  const { at } = useCampusTime();
  const { query, items, more } = useReported(day, unitId, abnormal);
  const mayOpen = usePermission('check_in.read');
  return (
    <Loaded query={query}>
      {() =>
        items.length === 0 ? (
          <Empty
            icon={abnormal ? 'done' : 'record'}
            title={t(abnormal ? 'students.noneAbnormal' : 'students.noneReported')}
            text={t(abnormal ? 'students.noneAbnormalText' : 'students.noneReportedText')}
          />
        ) : (
          <>
            <View className="list">
              {items.map((person) => (
                <View
                  key={person.reportId}
                  className="list__item"
                  ariaRole={mayOpen ? 'button' : undefined}
                  onClick={mayOpen ? () => openStudentReport(person.reportId) : undefined}
                >
                  <View className="list__main">
                    <PersonHead person={person} />
                    <View className="row row--wrap">
                      <Tag tone={person.abnormal ? 'danger' : 'good'} icon={person.abnormal ? 'warning' : 'done'}>
                        {t(person.abnormal ? 'students.abnormal' : 'students.normal')}
                      </Tag>
                      <Text className="field__hint">{t('students.reportedAt', { time: at(person.submittedAt) })}</Text>
                    </View>
                    <Flags flags={person.flags} />
                  </View>
                  {mayOpen && <Icon name="forward" size={16} />}
                </View>
              ))}
            </View>
            <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={more} />
          </>
        )
      }
    </Loaded>
  );
}
