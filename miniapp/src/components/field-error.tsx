import { Text, View } from '@tarojs/components';
import { Icon } from './icon';

/** The fault of one field, right under it. */
export function FieldError({ children }: { children: string | null | undefined }) {
  if (!children) {
    return null;
  }
  return (
    <View className="field__error" ariaRole="alert">
      <Icon name="warning" size={16} />
      <Text>{children}</Text>
    </View>
  );
}
