import { Text, View } from '@tarojs/components';
import type { BindingView } from '@shared/identity';
import { TextButton } from '@/components/text-button';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

interface Props {
  bindings: BindingView[];
  onUnbind: (binding: BindingView) => void;
}

export function Bindings({ bindings, onUnbind }: Props) {
  const { t } = useWords();
  const { at } = useCampusTime();
  return (
    <View className="card">
      <Text className="title">{t('me.bindings')}</Text>
      {bindings.length === 0 && (
        <>
          <Text>{t('me.bindingsNone')}</Text>
          <Text className="weak">{t('me.bindingsNoneText')}</Text>
        </>
      )}
      {bindings.map((binding) => (
        <View key={binding.id} className="row row--apart">
          <View className="fact__body">
            <Text className="strong">{t(`me.platforms.${binding.platform}`)}</Text>
            <Text className="weak">{t('me.boundAt', { date: at(binding.boundAt) })}</Text>
          </View>
          <TextButton tone="danger" onClick={() => onUnbind(binding)}>
            {t('me.unbind')}
          </TextButton>
        </View>
      ))}
    </View>
  );
}
