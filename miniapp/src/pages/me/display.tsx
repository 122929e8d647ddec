import { Switch } from '@nutui/nutui-react-taro';
import { Text, View } from '@tarojs/components';
import { LANGUAGES } from '@shared/bilingual';
import { Choice } from '@/components/choice';
import { useSettings } from '@/state/settings';
import { LANGUAGE_NAMES, useWords } from '@/words/use-words';

export function Display() {
  const { t, language } = useWords();
  const { largeText, setLargeText, setLanguage } = useSettings();
  return (
    <View className="card">
      <Text className="title">{t('me.display')}</Text>
      <View className="row row--apart row--wrap">
        <Text>{t('me.language')}</Text>
        <Choice
          label={t('me.language')}
          options={LANGUAGES.map((value) => ({ value, word: LANGUAGE_NAMES[value] }))}
          chosen={[language]}
          onToggle={(value) => setLanguage(LANGUAGES.find((known) => known === value) ?? 'zh')}
        />
      </View>
      <View className="row row--apart target" ariaRole="switch" ariaLabel={t('me.largeText')} ariaChecked={largeText}>
        <Text>{t('me.largeText')}</Text>
        <Switch checked={largeText} onChange={setLargeText} />
      </View>
    </View>
  );
}
