import { Text, View } from '@tarojs/components';
import type { WatchedPassage } from '@shared/passage';
import { VERDICT_WORDS } from '@shared/verdict';
import { Icon } from '@/components/icon';
import { Tag } from '@/components/tag';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { PersonHead } from '../people/person-head';

interface Props {
  passage: WatchedPassage;
  onPerson?: (personId: string) => void;
}

export function WatchedLine({ passage, onPerson }: Props) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { person, gate, direction, offline, isDoubleUse } = passage;
  const way = direction && t(`passages.directions.${direction}`);
  const leadOn = person && onPerson ? () => onPerson(person.personId) : undefined;
  return (
    <View className="list__item" ariaRole={leadOn ? 'button' : undefined} onClick={leadOn}>
      <View className="list__main">
        <View className="row">
          <Outcome passage={passage} />
        </View>
        {person ? <PersonHead person={person} /> : <Text className="strong">{t('watch.nobody')}</Text>}
        <View className="row row--apart row--wrap">
          <Text>{way ? `${way} · ${pick(gate)}` : pick(gate)}</Text>
          <Text className="field__hint">{at(passage.at)}</Text>
        </View>
        {(offline || isDoubleUse) && (
          <View className="row row--wrap">
            {offline && (
              <Tag tone="plain" icon="offline">
                {t('watch.toldLater')}
              </Tag>
            )}
            {isDoubleUse && (
              <Tag tone="warn" icon="warning">
                {t('watch.doubleUse')}
              </Tag>
            )}
          </View>
        )}
      </View>
      {leadOn && <Icon name="forward" size={16} />}
    </View>
  );
}

/** What was set apart is neither: nobody knows whether it let anybody through. */
function Outcome({ passage: { admitted, quarantine, verdict } }: { passage: WatchedPassage }) {
  const { t, pick } = useWords();
  if (quarantine) {
    return (
      <Tag tone="warn" icon="info">
        {t('watch.setApart')}
      </Tag>
    );
  }
  return (
    <Tag tone={admitted ? 'good' : 'danger'} icon={admitted ? 'done' : 'failed'}>
      {admitted ? t('passages.admitted') : `${t('passages.refused')} · ${pick(VERDICT_WORDS[verdict].title)}`}
    </Tag>
  );
}
