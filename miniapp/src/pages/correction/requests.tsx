import { Text, View } from '@tarojs/components';
import type { UseQueryResult } from '@tanstack/react-query';
import type { CorrectionState, CorrectionView } from '@shared/identity';
import type { IconName } from '@/components/icon';
import { Loaded } from '@/components/loaded';
import { Tag, type Tone } from '@/components/tag';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

const LOOKS: Record<CorrectionState, { tone: Tone; icon: IconName }> = {
  open: { tone: 'warn', icon: 'clock' },
  accepted: { tone: 'good', icon: 'done' },
  refused: { tone: 'danger', icon: 'failed' },
};

export function Requests({ query }: { query: UseQueryResult<CorrectionView[]> }) {
  const { t } = useWords();
  const { at } = useCampusTime();
  return (
    <Loaded query={query} rows={2}>
      {(requests) => (
        <View className="card">
          <Text className="title">{t('correction.mine')}</Text>
          {requests.length === 0 && <Text className="weak">{t('correction.none')}</Text>}
          {requests.map(({ id, field, before, wished, after, state, answer, createdAt }) => (
            <View key={id} className="fact fact--stacked">
              <View className="row row--apart row--wrap">
                <Text className="strong">{t(`correction.fields.${field}`)}</Text>
                <Tag {...LOOKS[state]}>{t(`correction.states.${state}`)}</Tag>
              </View>
              <Text>{`${before} → ${after ?? wished}`}</Text>
              {after !== null && after !== wished && (
                <Text className="field__hint">{`${t('correction.wished')}: ${wished}`}</Text>
              )}
              <Text className="field__hint">{at(createdAt)}</Text>
              {answer && <Text className="weak">{`${t('correction.answer')}: ${answer}`}</Text>}
            </View>
          ))}
        </View>
      )}
    </Loaded>
  );
}
