import { View } from '@tarojs/components';
import type { ReactNode } from 'react';

export const Label = ({ className, children }: { className: string; children: ReactNode }) => (
  <View className={className}>{children}</View>
);
