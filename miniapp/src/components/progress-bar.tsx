import { View } from '@tarojs/components';

/** How much of something has been done. @param percent 0 to 100 */
export function ProgressBar({ percent, label }: { percent: number; label: string }) {
  return (
    <View className="progress" ariaRole="progressbar" ariaLabel={label}>
      <View className="progress__done" style={{ width: `${Math.min(100, Math.max(0, percent))}%` }} />
    </View>
  );
}
