import { Text, View } from '@tarojs/components';
import { Icon, type IconName } from './icon';
import type { Tone } from './tag';

export interface Figure {
  tone: Tone;
  icon: IconName;
  word: string;
  count: number;
  onClick?: () => void;
}

/** Counts side by side, each with its icon and word; a tap shows who. */
export function ThreeFigures({ figures }: { figures: Figure[] }) {
  return (
    <View className="counts">
      {figures.map(({ tone, icon, word, count, onClick }) => (
        <View
          key={word}
          className={`count tone--${tone}`}
          ariaRole={onClick ? 'button' : undefined}
          ariaLabel={`${word} ${count}`}
          onClick={onClick}
        >
          <Text className="count__figure">{count}</Text>
          <View className="count__word">
            <Icon name={icon} size={16} />
            <Text>{word}</Text>
          </View>
        </View>
      ))}
    </View>
  );
}
