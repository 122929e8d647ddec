import { Text, View } from '@tarojs/components';
import { Icon, type IconName } from './icon';
import { MainButton } from './main-button';

interface Props {
  icon: IconName;
  title: string;
  text?: string;
  action?: { word: string; onClick: () => void };
}

/** Nothing here yet: why, and what fills it. */
export function Empty({ icon, title, text, action }: Props) {
  return (
    <View className="empty">
      <View className="empty__icon">
        <Icon name={icon} size={48} />
      </View>
      <Text className="empty__title">{title}</Text>
      {text && <Text className="empty__text">{text}</Text>}
      {action && (
        <View className="empty__action">
          <MainButton kind="second" onClick={action.onClick}>
            {action.word}
          </MainButton>
        </View>
      )}
    </View>
  );
}
