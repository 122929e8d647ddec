import { Text, View } from '@tarojs/components';
import { useWords } from '@/words/use-words';
import { TextButton } from './text-button';

interface Props {
  hasMore: boolean;
  busy: boolean;
  onMore: () => void;
}

export function ListEnd({ hasMore, busy, onMore }: Props) {
  const { t } = useWords();
  return (
    <View className="list-end">
      {busy ? (
        <Text className="weak">{t('app.loading')}</Text>
      ) : hasMore ? (
        <TextButton onClick={onMore}>{t('app.more')}</TextButton>
      ) : (
        <Text className="weak">{t('app.end')}</Text>
      )}
    </View>
  );
}
