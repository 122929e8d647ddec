import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { TextButton } from '@/components/text-button';
import { openBind } from '@/pages/routes';
import { useSettings } from '@/state/settings';
import { LANGUAGE_NAMES, useWords } from '@/words/use-words';

/** What the app is for, in the other language as well. */
export function Invitation() {
  const { t, language } = useWords();
  const { setLanguage } = useSettings();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <View className="card card--invite">
      <View className="empty__icon">
        <Icon name="health" size={48} />
      </View>
      <Text className="title">{t('home.inviteTitle')}</Text>
      <Text className="weak">{t('home.inviteText')}</Text>
      <MainButton onClick={openBind}>{t('home.invite')}</MainButton>
      <TextButton onClick={() => setLanguage(other)}>{LANGUAGE_NAMES[other]}</TextButton>
    </View>
  );
}
