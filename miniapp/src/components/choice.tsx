import { Text, View } from '@tarojs/components';
import { Icon } from './icon';

interface Option {
  value: string;
  word: string;
}

interface Props {
  label: string;
  options: Option[];
  chosen: readonly string[];
  many?: boolean;
  onToggle: (value: string) => void;
}

/** Options as large tappable chips; the chosen ones carry a tick besides their colour. */
export function Choice({ label, options, chosen, many = false, onToggle }: Props) {
  return (
    <View className="choice" ariaLabel={label} ariaRole={many ? 'group' : 'radiogroup'}>
      {options.map(({ value, word }) => {
        const on = chosen.includes(value);
        return (
          <View
            key={value}
            className={on ? 'chip chip--on' : 'chip'}
            ariaRole={many ? 'checkbox' : 'radio'}
            ariaChecked={on}
            ariaLabel={word}
            onClick={() => onToggle(value)}
          >
            <Text>{word}</Text>
            {on && (
              <View className="chip__tick">
                <Icon name="tick" size={12} />
              </View>
            )}
          </View>
        );
      })}
    </View>
  );
}
