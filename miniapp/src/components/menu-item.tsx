import { Text, View } from '@tarojs/components';
import { Icon, type IconName } from './icon';

interface Props {
  icon: IconName;
  word: string;
  onClick: () => void;
}

export function MenuItem({ icon, word, onClick }: Props) {
  return (
    <View className="list__item" ariaRole="button" ariaLabel={word} onClick={onClick}>
      <Icon name={icon} />
      <Text className="list__main">{word}</Text>
      <Icon name="forward" size={16} />
    </View>
  );
}
