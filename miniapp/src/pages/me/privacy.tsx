import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { useWords } from '@/words/use-words';

const POINTS = ['what', 'why', 'who', 'long', 'rights'] as const;

export function Privacy() {
  const { t } = useWords();
  return (
    <View className="card">
      <Text className="title">{t('me.privacy')}</Text>
      {POINTS.map((point) => (
        <View key={point} className="point">
          <Icon name="safe" />
          <Text className="point__text">{t(`me.privacyPoints.${point}`)}</Text>
        </View>
      ))}
    </View>
  );
}
