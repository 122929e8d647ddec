import { Text, View } from '@tarojs/components';
import { Icon, type IconName } from './icon';

interface Props {
  children: string;
  onClick: () => void;
  icon?: IconName;
  tone?: 'primary' | 'danger';
}

export function TextButton({ children, onClick, icon, tone = 'primary' }: Props) {
  return (
    <View className={`text-button text-button--${tone}`} ariaRole="button" ariaLabel={children} onClick={onClick}>
      {icon && <Icon name={icon} size={16} />}
      <Text>{children}</Text>
    </View>
  );
}
