import { Text, View } from '@tarojs/components';
import { memo } from 'react';
import type { ApprovalLine } from '@shared/approval';
import { Icon } from '@/components/icon';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';
import { TriageReasons, useFactWords } from '../approval-facts';
import { DecisionTag } from '../decision-tag';
import { KindTag } from '../kind-tag';

interface Props {
  line: ApprovalLine;
  /** null: is not to be chosen */
  chosen: boolean | null;
  onToggle: () => void;
  onOpen: () => void;
}

export const RequestLine = memo(Line, (before, after) => before.line === after.line && before.chosen === after.chosen);

function Line({ line, chosen, onToggle, onOpen }: Props) {
  const { t, pick } = useWords();
  const wordsOf = useFactWords();
  const { person, kind, state, facts, triageReasons, decision } = line;
  return (
    <View className="list__item request">
      {chosen !== null && (
        <View
          className="request__pick"
          ariaRole="checkbox"
          ariaChecked={chosen}
          ariaLabel={t('approvals.pick', { name: person.name })}
          onClick={onToggle}
        >
          <View className={chosen ? 'pick pick--square pick--on' : 'pick pick--square'}>
            {chosen && <Icon name="tick" size={16} />}
          </View>
        </View>
      )}
      <View className="request__body" ariaRole="button" ariaLabel={person.name} onClick={onOpen}>
        <View className="list__main">
          <View className="row row--wrap">
            <Text className="strong">{person.name}</Text>
            <Text className="figures weak">{person.number}</Text>
            {kind !== 'return' && <KindTag kind={kind} />}
          </View>
          <Text className="weak">{pick(person.unit)}</Text>
          <View className="request__facts">
            {facts.map((fact) => (
              <Text key={fact.key} className={fact.type === 'text' ? 'weak verbatim' : 'weak'}>
                {wordsOf(fact).words}
              </Text>
            ))}
          </View>
          <TriageReasons reasons={triageReasons} />
          {decision && <DecisionTag decision={decision} />}
          {state === 'withdrawn' && (
            <Tag tone="plain" icon="close">
              {t('approvals.states.withdrawn')}
            </Tag>
          )}
        </View>
        <Icon name="forward" size={16} />
      </View>
    </View>
  );
}
