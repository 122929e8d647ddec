import { Text, View } from '@tarojs/components';
import type { PassView } from '@shared/pass';
import { Icon } from '@/components/icon';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { PassPhoto } from './pass-photo';
import { LOOKS } from './status';

interface Props {
  pass: PassView;
  /** nobody has confirmed it since */
  isOld: boolean;
}

/** What the keeper looks at first: whether, and who. */
export function StatusCard({ pass, isOld }: Props) {
  const { t, pick, book } = useWords();
  const { at } = useCampusTime();
  const { tone, icon } = LOOKS[pass.status];
  const { word } = book.pass.statuses[pass.status];
  return (
    <View className={`pass pass--${tone}`} ariaLabel={`${word}, ${pass.maskedName}, ${pass.number}`}>
      <View className="pass__words">
        <View className="pass__status">
          <Icon name={icon} size={28} />
          <Text className="pass__word">{word}</Text>
        </View>
        <View className="pass__who">
          <Text className="pass__name">{pass.maskedName}</Text>
          <Text className="figures">{pass.number}</Text>
        </View>
        <Text className="pass__unit">{pick(pass.unit)}</Text>
        {pass.status !== 'valid' && pass.directions.includes('out') && (
          <Text className="pass__unit">{t('pass.stillOut')}</Text>
        )}
        {isOld && <Text className="pass__unit">{t('pass.asOf', { time: at(pass.serverTime) })}</Text>}
      </View>
      {pass.photo && <PassPhoto addresses={pass.photo} />}
    </View>
  );
}
