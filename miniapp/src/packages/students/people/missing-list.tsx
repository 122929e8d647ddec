import { Text, View } from '@tarojs/components';
import { Empty } from '@/components/empty';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { TextButton } from '@/components/text-button';
import { phoneNow } from '@/clock';
import { openProxy } from '@/pages/routes';
import { usePermission } from '@/state/use-permission';
import { campusDay } from '@/words/campus-time';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { ReminderQuestion, ReminderResult } from '../reminder-parts';
import { useReminder } from '../use-reminder';
import { PersonHead } from './person-head';
import { useMissing } from './use-people';

export function MissingList({ day, unitId }: { day: string; unitId: string | undefined }) {
  const { t } = useWords();
  const { at } = useCampusTime();
  const { query, items, more } = useMissing(day, unitId);
  const isToday = day === campusDay(phoneNow());
  const mayReport = usePermission('check_in.proxy') && isToday;
  const reminder = useReminder({ day, unitId });
  return (
    <>
      <ReminderResult reminder={reminder} />
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <Empty icon="done" title={t('students.allDone')} text={t('students.allDoneText')} />
          ) : (
            <>
              {isToday && (
                <TextButton icon="notice" onClick={reminder.ask}>
                  {t('students.remindEverybody')}
                </TextButton>
              )}
              <View className="list">
                {items.map((person) => (
                  <View key={`${person.personId}/${person.windowId}`} className="list__item">
                    <View className="list__main">
                      <PersonHead person={person} />
                      <Text className="field__hint">
                        {person.remindedAt
                          ? t('students.remindedAt', { time: at(person.remindedAt) })
                          : t('students.notReminded')}
                      </Text>
                    </View>
                    {mayReport && (
                      <TextButton icon="edit" onClick={() => openProxy(person.personId)}>
                        {t('students.proxy')}
                      </TextButton>
                    )}
                  </View>
                ))}
              </View>
              <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={more} />
            </>
          )
        }
      </Loaded>
      <ReminderQuestion reminder={reminder} title={t('students.remindListAsk')} />
    </>
  );
}
