import { Text, View } from '@tarojs/components';
import { urgencyOf } from './phase';

const two = (figure: number): string => String(figure).padStart(2, '0');

/** 19:05, 1:02:30 */
export const ringFigures = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
};

interface Props {
  leftMs: number;
  wholeMs: number;
  /** what the time is for, under its figures */
  word: string;
  /** all of it in words, for screen readers */
  label: string;
}

/** Minutes and seconds inside a ring that runs out. */
export function TimeRing({ leftMs, wholeMs, word, label }: Props) {
  const percent = Math.min(100, Math.max(0, (leftMs / Math.max(1, wholeMs)) * 100));
  const degrees = `${percent.toFixed(1)}%`;
  return (
    <View className={`time-ring time-ring--${urgencyOf(leftMs)}`} ariaRole="timer" ariaLabel={label}>
      <View
        className="time-ring__band"
        style={{ background: `conic-gradient(currentColor ${degrees}, var(--color-line) 0)` }}
      />
      <View className="time-ring__inside">
        <Text className="time-ring__figures figures">{ringFigures(leftMs)}</Text>
        <Text className="time-ring__word">{word}</Text>
      </View>
    </View>
  );
}
