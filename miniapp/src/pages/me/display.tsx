import { Switch } from '@nutui/nutui-react-taro';
import { Text, View } from '@tarojs/components';
import { LANGUAGES, type Language } from '@shared/bilingual';
import { Choice } from '@/components/choice';
import { useSettings } from '@/state/settings';
import { useWords } from '@/words/use-words';

/** Each language in its own words: whoever looks for it can read it. */
const NAMES: Record<Language, string> = { zh: '中文', en: 'English' };

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
          options={LANGUAGES.map((value) => ({ value, word: NAMES[value] }))}
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
