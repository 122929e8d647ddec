import { Text, View } from '@tarojs/components';
import type { ExpectedLine } from '@shared/return';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { phoneNow } from '@/clock';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { PersonHead } from '../people/person-head';

interface Props {
  line: ExpectedLine;
  /** null: not for this person to say */
  onConfirm: (() => void) | null;
}

export function ExpectedPerson({ line, onConfirm }: Props) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { arrival, returnsAt, campus, transport } = line;
  const isOverdue = !arrival && Date.parse(returnsAt) < phoneNow();
  const journey = [pick(campus), transport && t(`returning.transports.${transport}`)].filter(Boolean).join(' · ');
  return (
    <View className="list__item">
      <View className="list__main">
        <PersonHead person={line} />
        <Text className="weak">{journey}</Text>
        <View className="row row--apart row--wrap">
          {arrival ? (
            <Tag tone="good" icon="done">
              {t('expected.arrivedAt', { time: at(arrival.arrivedAt), means: t(`expected.means.${arrival.means}`) })}
            </Tag>
          ) : (
            <Tag tone={isOverdue ? 'danger' : 'warn'} icon={isOverdue ? 'warning' : 'clock'}>
              {t(isOverdue ? 'expected.overdue' : 'expected.due', { time: at(returnsAt) })}
            </Tag>
          )}
          {onConfirm && (
            <TextButton icon="tick" onClick={onConfirm}>
              {t('expected.confirm')}
            </TextButton>
          )}
        </View>
        {arrival && arrival.flags.length > 0 && (
          <View className="row row--wrap">
            {arrival.flags.map((flag) => (
              <Tag key={flag} tone="warn" icon="eye">
                {t(`expected.flags.${flag}`)}
              </Tag>
            ))}
          </View>
        )}
      </View>
    </View>
  );
}
