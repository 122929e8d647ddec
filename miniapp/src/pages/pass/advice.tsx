import { Text, View } from '@tarojs/components';
import type { PassView } from '@shared/pass';
import { Icon } from '@/components/icon';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { adviceOf, causesOf } from './status';

/** Why no gate opens, and what to do about it. */
export function Advice({ pass }: { pass: PassView }) {
  const { t, book } = useWords();
  const { at } = useCampusTime();
  return (
    <View className="card">
      <Text>{adviceOf(pass, book).text}</Text>
      {causesOf(pass.holds).map(({ cause, placedAt }) => (
        <View className="point point--danger" key={cause}>
          <Icon name="info" />
          <View className="point__text">
            <Text className="strong">{book.pass.causes[cause]}</Text>
            <Text className="weak">{t('pass.placedAt', { time: at(placedAt) })}</Text>
          </View>
        </View>
      ))}
    </View>
  );
}
