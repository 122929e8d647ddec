import { Text, View } from '@tarojs/components';
import type { EvidenceSlot } from '@shared/return';
import { Icon } from './icon';
import { useWords } from '@/words/use-words';

export type Sample = EvidenceSlot['sample'] | 'portrait';

const LINES = [1, 2, 3, 4];

/** What is drawn on the little picture: a code on a phone, a list on a phone, a sheet of paper, or somebody. */
function Drawing({ sample, bad }: { sample: Sample; bad: boolean }) {
  if (sample === 'portrait') {
    return (
      <View className={bad ? 'portrait portrait--bad' : 'portrait'}>
        <View className="portrait__head">{bad && <View className="portrait__glasses" />}</View>
        <View className="portrait__shoulders" />
      </View>
    );
  }
  return (
    <View className={`sample__drawing sample__drawing--${sample}${bad ? ' sample__drawing--bad' : ''}`}>
      <View className="sample__head" />
      {sample === 'code' ? (
        <View className="sample__code" />
      ) : (
        LINES.map((line) => <View key={line} className={`sample__line sample__line--${line}`} />)
      )}
      <View className="sample__stamp" />
    </View>
  );
}

/** A good and a bad photo side by side, and what is wrong with the bad one. */
export function Samples({ sample }: { sample: Sample }) {
  const { t } = useWords();
  return (
    <View className="samples">
      <View className="sample">
        <View className="sample__frame sample__frame--good">
          <Drawing sample={sample} bad={false} />
        </View>
        <View className="sample__word sample__word--good">
          <Icon name="done" size={16} />
          <Text>{t('photo.sampleGood')}</Text>
        </View>
        <Text className="sample__note">{t(`photo.samples.${sample}Good`)}</Text>
      </View>
      <View className="sample">
        <View className="sample__frame sample__frame--bad">
          <Drawing sample={sample} bad />
        </View>
        <View className="sample__word sample__word--bad">
          <Icon name="failed" size={16} />
          <Text>{t('photo.sampleBad')}</Text>
        </View>
        <Text className="sample__note">{t(`photo.samples.${sample}Bad`)}</Text>
      </View>
    </View>
  );
}
