import { Text, View } from '@tarojs/components';

interface Props<V extends string> {
  tabs: { value: V; word: string }[];
  chosen: V;
  onChoose: (value: V) => void;
}

export function Tabs<V extends string>({ tabs, chosen, onChoose }: Props<V>) {
  return (
    <View className="tabs" ariaRole="radiogroup">
      {tabs.map(({ value, word }) => (
        <View
          key={value}
          className={value === chosen ? 'tab tab--on' : 'tab'}
          ariaRole="radio"
          ariaChecked={value === chosen}
          ariaLabel={word}
          onClick={() => onChoose(value)}
        >
          <Text>{word}</Text>
        </View>
      ))}
    </View>
  );
}
