import { Text, View } from '@tarojs/components';
import type { Span } from '@/passing/codes';

const SECOND = 1000;

/** Seconds that are left, as a ring that runs out. */
export function Ring({ span, now, label }: { span: Span; now: number; label: (seconds: number) => string }) {
  const left = Math.max(0, span.until - now);
  const seconds = Math.ceil(left / SECOND);
  const percent = Math.min(100, Math.round((left / (span.until - span.from)) * 100));
  return (
    <View className="code-foot__time" ariaLabel={label(seconds)}>
      <View
        className="ring"
        style={{ background: `conic-gradient(var(--color-primary) ${percent}%, var(--color-line) 0)` }}
      >
        <Text className="ring__figure figures">{seconds}</Text>
      </View>
      <Text className="weak">{label(seconds)}</Text>
    </View>
  );
}
