import { Text, View } from '@tarojs/components';
import { Icon } from './icon';

interface Props {
  title: string;
  previous: { word: string; onClick: (() => void) | null };
  next: { word: string; onClick: (() => void) | null };
}

/** One period at a time, with the way to its neighbours. */
export function Stepper({ title, previous, next }: Props) {
  return (
    <View className="stepper">
      <View
        className="stepper__side"
        ariaRole="button"
        ariaLabel={previous.word}
        onClick={previous.onClick ?? undefined}
      >
        {previous.onClick && <Icon name="back" />}
      </View>
      <Text className="strong">{title}</Text>
      <View className="stepper__side" ariaRole="button" ariaLabel={next.word} onClick={next.onClick ?? undefined}>
        {next.onClick && <Icon name="forward" />}
      </View>
    </View>
  );
}
