import { Text, View } from '@tarojs/components';
import type { MeView } from '@shared/identity';
import { TextButton } from '@/components/text-button';
import { openCorrection } from '@/pages/routes';
import { useWords } from '@/words/use-words';

export function PersonFacts({ me }: { me: MeView }) {
  const { t, pick } = useWords();
  const facts: [string, string][] = [
    [t('data.name'), me.name],
    [t('data.number'), me.number],
    [t('data.kind'), t(`data.kinds.${me.kind}`)],
    [t('data.unit'), pick(me.unit)],
    [t('data.campus'), pick(me.campus)],
    [t('data.presence'), t(me.presence === 'on_campus' ? 'home.onCampus' : 'home.offCampus')],
    ...(me.card ? [[t('data.card'), t('home.cardEnding', { lastFour: me.card.lastFour })] as [string, string]] : []),
  ];
  return (
    <View className="card">
      <View className="row row--apart">
        <Text className="title">{t('data.person')}</Text>
        <TextButton icon="edit" onClick={openCorrection}>
          {t('home.wrong')}
        </TextButton>
      </View>
      {facts.map(([word, value]) => (
        <View key={word} className="fact">
          <Text className="field__hint">{word}</Text>
          <Text>{value}</Text>
        </View>
      ))}
      <Text className="field__hint">{t('data.sealed')}</Text>
    </View>
  );
}
