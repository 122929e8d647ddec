import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { phoneNow } from '@/clock';
import { campusDay, campusInstant, dayLater, partsOf, weeksFrom } from '@/words/campus-time';
import { useWords } from '@/words/use-words';
import { MainButton } from './main-button';
import { Sheet } from './sheet';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const HOURS = Array.from({ length: 24 }, (_none, hour) => hour);
const MINUTES = [0, 15, 30, 45];
const NOON = 12;
const two = (figure: number): string => String(figure).padStart(2, '0');
const facts = (day: string) => ({ month: Number(day.slice(5, 7)), day: Number(day.slice(8)) });

interface Props {
  label: string;
  value: string | undefined;
  daysAhead: number;
  onChosen: (instant: string) => void;
  onClose: () => void;
}

/** Three weeks, the hours and their quarters, all in reach of one thumb. */
export function WhenSheet({ label, value, daysAhead, onChosen, onClose }: Props) {
  const { t } = useWords();
  const today = campusDay(phoneNow());
  const before = value ? partsOf(value) : null;
  const [day, setDay] = useState(before && before.day >= today ? before.day : dayLater(today, 1));
  const [hour, setHour] = useState(before?.hour ?? NOON);
  const [minute, setMinute] = useState(before?.minute ?? 0);
  const last = dayLater(today, daysAhead);
  return (
    <Sheet open title={label} onClose={onClose}>
      <View className="calendar">
        <View className="calendar__week">
          {WEEKDAYS.map((weekday) => (
            <Text key={weekday} className="calendar__weekday">
              {t(`history.${weekday}`)}
            </Text>
          ))}
        </View>
        {weeksFrom(today, last).map((week) => (
          <View key={week[0]} className="calendar__week">
            {week.map((cell) => (
              <Day key={cell} day={cell} today={today} last={last} chosen={day} onChoose={setDay} />
            ))}
          </View>
        ))}
      </View>
      <View className="hours" ariaRole="radiogroup" ariaLabel={t('when.hour')}>
        {HOURS.map((choice) => (
          <Cell key={choice} word={two(choice)} on={choice === hour} onClick={() => setHour(choice)} />
        ))}
      </View>
      <View className="hours hours--minutes" ariaRole="radiogroup" ariaLabel={t('when.minute')}>
        {MINUTES.map((choice) => (
          <Cell
            key={choice}
            word={`${two(hour)}:${two(choice)}`}
            on={choice === minute}
            onClick={() => setMinute(choice)}
          />
        ))}
      </View>
      <MainButton onClick={() => onChosen(campusInstant(day, hour, minute))}>
        {t('when.take', { day: t('time.day', facts(day)), clock: `${two(hour)}:${two(minute)}` })}
      </MainButton>
    </Sheet>
  );
}

interface DayProps {
  day: string;
  today: string;
  last: string;
  chosen: string;
  onChoose: (day: string) => void;
}

function Day({ day, today, last, chosen, onChoose }: DayProps) {
  const { t } = useWords();
  const figure = String(Number(day.slice(8)));
  if (day < today || day > last) {
    return <View className="calendar__day" />;
  }
  return (
    <View
      className={day === chosen ? 'calendar__day calendar__day--selected tone--good' : 'calendar__day'}
      ariaRole="radio"
      ariaChecked={day === chosen}
      ariaLabel={t('time.day', facts(day))}
      onClick={() => onChoose(day)}
    >
      <Text>{figure === '1' ? `${Number(day.slice(5, 7))}/1` : figure}</Text>
      {day === today && <Text className="calendar__mark">{t('when.today')}</Text>}
    </View>
  );
}

function Cell({ word, on, onClick }: { word: string; on: boolean; onClick: () => void }) {
  return (
    <View
      className={on ? 'hours__cell tone--good hours__cell--on' : 'hours__cell'}
      ariaRole="radio"
      ariaChecked={on}
      ariaLabel={word}
      onClick={onClick}
    >
      <Text className="figures">{word}</Text>
    </View>
  );
}
