import { Popup } from '@nutui/nutui-react-taro';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';

interface Props {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** Rises from the bottom, at thumb height. */
export function Sheet({ open, title, onClose, children }: Props) {
  return (
    <Popup visible={open} position="bottom" round onClose={onClose} lockScroll>
      <View className="sheet" ariaRole="dialog" ariaLabel={title}>
        <Text className="title">{title}</Text>
        {children}
      </View>
    </Popup>
  );
}
