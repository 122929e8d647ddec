import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { openBind } from '@/pages/routes';
import { useWords } from '@/words/use-words';

export function Invitation() {
  const { t } = useWords();
  return (
    <View className="card card--invite">
      <View className="empty__icon">
        <Icon name="health" size={48} />
      </View>
      <Text className="title">{t('home.inviteTitle')}</Text>
      <Text className="weak">{t('home.inviteText')}</Text>
      <MainButton onClick={openBind}>{t('home.invite')}</MainButton>
    </View>
  );
}
