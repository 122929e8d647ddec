import { useQuery } from '@tanstack/react-query';
import { Text, View } from '@tarojs/components';
import { getMe } from '@/api/me';
import { Icon } from '@/components/icon';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { Privacy } from '@/pages/me/privacy';
import { useWords } from '@/words/use-words';
import { HELD } from './held';
import { PersonFacts } from './person-facts';

/** What is held about oneself, and where to see, correct or end it. */
export default function Data() {
  const { t } = useWords();
  const query = useQuery({ queryKey: ['me'], queryFn: getMe });
  return (
    <Page title={t('data.title')}>
      <Text className="weak">{t('data.intro')}</Text>
      <Loaded query={query}>{(me) => <PersonFacts me={me} />}</Loaded>
      <Text className="section">{t('data.records')}</Text>
      <View className="list">
        {HELD.map(({ key, icon, open }) => (
          <View
            key={key}
            className="list__item"
            ariaRole="button"
            ariaLabel={t(`data.held.${key}.title`)}
            onClick={() => open()}
          >
            <Icon name={icon} />
            <View className="list__main">
              <Text className="strong">{t(`data.held.${key}.title`)}</Text>
              <Text className="weak">{t(`data.held.${key}.text`)}</Text>
            </View>
            <Icon name="forward" size={16} />
          </View>
        ))}
      </View>
      <Privacy />
    </Page>
  );
}
