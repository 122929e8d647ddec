import { Text, View } from '@tarojs/components';
import { Icon, type IconName } from './icon';

export type Tone = 'good' | 'warn' | 'danger' | 'info' | 'plain';

interface Props {
  tone: Tone;
  icon: IconName;
  children: string;
}

/** A state: icon, word and colour together. */
export function Tag({ tone, icon, children }: Props) {
  return (
    <View className={`tag tone--${tone}`}>
      <Icon name={icon} size={16} />
      <Text>{children}</Text>
    </View>
  );
}
