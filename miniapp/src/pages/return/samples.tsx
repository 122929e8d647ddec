import { Text, View } from '@tarojs/components';
import type { EvidenceSlot } from '@shared/return';
import { Icon } from '@/components/icon';
import { useWords } from '@/words/use-words';

const LINES = [1, 2, 3, 4];

/** What is drawn on the little picture: a code on a phone, a list on a phone, or a sheet of paper. */
function Drawing({ sample, bad }: { sample: EvidenceSlot['sample']; bad: boolean }) {
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
export function Samples({ sample }: { sample: EvidenceSlot['sample'] }) {
  const { t } = useWords();
  return (
    <View className="samples">
      <View className="sample">
        <View className="sample__frame sample__frame--good">
          <Drawing sample={sample} bad={false} />
        </View>
        <View className="sample__word sample__word--good">
          <Icon name="done" size={16} />
          <Text>{t('returning.sampleGood')}</Text>
        </View>
        <Text className="sample__note">{t(`returning.samples.${sample}Good`)}</Text>
      </View>
      <View className="sample">
        <View className="sample__frame sample__frame--bad">
          <Drawing sample={sample} bad />
        </View>
        <View className="sample__word sample__word--bad">
          <Icon name="failed" size={16} />
          <Text>{t('returning.sampleBad')}</Text>
        </View>
        <Text className="sample__note">{t(`returning.samples.${sample}Bad`)}</Text>
      </View>
    </View>
  );
}
