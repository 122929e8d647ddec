import { Text, View } from '@tarojs/components';
import type { PassView } from '@shared/pass';
import { movingClock } from '@/words/campus-time';
import { useWords } from '@/words/use-words';
import { useTodaysColour } from './use-todays-colour';

type Colour = keyof ReturnType<typeof useWords>['book']['pass']['dayColours'];

interface Props {
  pass: Pick<PassView, 'dayColour' | 'serverTime'>;
  now: number;
  /** that was issued last */
  code?: string;
}

/** What a screenshot cannot have: the colour of the day by its name, and a clock that moves. */
export function DayBand({ pass, now, code }: Props) {
  const { t, book } = useWords();
  const isToday = useTodaysColour(pass, now, code);
  const colour = book.pass.dayColours[pass.dayColour as Colour];
  return (
    <View className={`day day--${isToday ? pass.dayColour : 'unknown'}`}>
      <Text className="day__colour">{isToday ? t('pass.dayColour', { colour }) : t('pass.noColour')}</Text>
      <View className="day__time">
        <Text className="day__label">{t('pass.now')}</Text>
        <Text className="day__clock figures">{movingClock(now)}</Text>
      </View>
    </View>
  );
}
