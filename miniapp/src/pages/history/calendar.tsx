import { Text, View } from '@tarojs/components';
import type { HistoryMonth } from '@shared/check-in';
import { Icon } from '@/components/icon';
import { useWords } from '@/words/use-words';
import { MARKS } from './mark';
import { weeksOf, type CalendarDay } from './use-history';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

interface Props {
  month: HistoryMonth;
  selected: string;
  onSelect: (day: string) => void;
}

export function Calendar({ month, selected, onSelect }: Props) {
  const { t } = useWords();
  return (
    <View className="calendar">
      <View className="calendar__week">
        {WEEKDAYS.map((weekday) => (
          <Text key={weekday} className="calendar__weekday">
            {t(`history.${weekday}`)}
          </Text>
        ))}
      </View>
      {weeksOf(month).map((week, index) => (
        <View key={index} className="calendar__week">
          {week.map((cell, place) =>
            cell ? (
              <Day key={cell.day} cell={cell} selected={cell.day === selected} onSelect={onSelect} />
            ) : (
              <View key={place} className="calendar__day" />
            ),
          )}
        </View>
      ))}
    </View>
  );
}

function Day({ cell, selected, onSelect }: { cell: CalendarDay; selected: boolean; onSelect: (day: string) => void }) {
  const { t } = useWords();
  const number = Number(cell.day.slice(8));
  const mark = cell.record && MARKS[cell.record.mark];
  return (
    <View
      className={`calendar__day calendar__day--real${mark ? ` tone--${mark.tone}` : ''}${selected ? ' calendar__day--selected' : ''}`}
      ariaRole="button"
      ariaLabel={mark ? `${number} ${t(mark.word)}` : String(number)}
      onClick={() => onSelect(cell.day)}
    >
      <Text className="figures">{number}</Text>
      {mark && <Icon name={mark.icon} size={16} />}
    </View>
  );
}
