import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import type { Tone } from './tag';

interface Props {
  tone: Tone;
  icon: IconName;
  title: string;
  text?: string;
  children?: ReactNode;
}

/** Something the person should know now, with what to do about it. */
export function Callout({ tone, icon, title, text, children }: Props) {
  return (
    <View className={`callout tone--${tone}`} ariaRole="alert">
      <View className="callout__icon">
        <Icon name={icon} />
      </View>
      <View className="callout__body">
        <Text className="callout__title">{title}</Text>
        {text && <Text className="callout__text">{text}</Text>}
        {children && <View className="callout__actions">{children}</View>}
      </View>
    </View>
  );
}
