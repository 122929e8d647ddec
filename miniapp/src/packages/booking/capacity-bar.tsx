import { View } from '@tarojs/components';

export interface Part {
  kind: 'use' | 'held' | 'offered' | 'taken' | 'tight' | 'full';
  count: number;
}

/** How much of a hall is taken, part by part. @param label the same in words */
export function CapacityBar({ capacity, parts, label }: { capacity: number; parts: Part[]; label: string }) {
  return (
    <View className="capacity" ariaRole="progressbar" ariaLabel={label}>
      {parts
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => (
          <View
            key={kind}
            className={`capacity__part capacity__part--${kind}`}
            style={{ width: `${Math.min(100, (count / Math.max(1, capacity)) * 100)}%` }}
          />
        ))}
    </View>
  );
}
