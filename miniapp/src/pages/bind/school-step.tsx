import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { findSchools } from '@/api/sessions';
import { Empty } from '@/components/empty';
import { Icon } from '@/components/icon';
import { Loaded } from '@/components/loaded';
import { TextField } from '@/components/text-field';
import { useSession } from '@/state/session';
import { useSettled } from '@/state/use-settled';
import { useWords } from '@/words/use-words';
import type { Conversation } from './use-bind';

export function SchoolStep({ conversation }: { conversation: Conversation }) {
  const { t, pick } = useWords();
  const [search, setSearch] = useState('');
  const settled = useSettled(search.trim());
  const chooseSchool = useSession((session) => session.chooseSchool);
  const schools = useQuery({ queryKey: ['schools', settled], queryFn: () => findSchools(settled) });
  return (
    <>
      <View className="card">
        <Text className="title">{t('bind.schoolPick')}</Text>
        <TextField id="school-search" label={t('bind.schoolSearch')} value={search} onChange={setSearch} />
      </View>
      <Loaded query={schools}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon="search" title={t('bind.schoolNone')} text={t('bind.schoolNoneHint')} />
          ) : (
            <View className="list">
              {items.map((school) => (
                <View
                  key={school.code}
                  className="list__item"
                  ariaRole="button"
                  onClick={() => {
                    chooseSchool(school);
                    conversation.go({ step: 'account' });
                  }}
                >
                  <Text className="list__main">{pick(school.name)}</Text>
                  <Icon name="forward" size={16} />
                </View>
              ))}
            </View>
          )
        }
      </Loaded>
    </>
  );
}
