import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HistoryDay, HistoryMonth } from '@shared/check-in';
import { getHistory } from '@/api/check-ins';
import { phoneNow } from '@/clock';
import { campusDay, dayLater, monthLater, weekdayOf } from '@/words/campus-time';

export interface CalendarDay {
  /** YYYY-MM-DD */
  day: string;
  /** absent: outside the campaign */
  record: HistoryDay | undefined;
}

/** The weeks of a month from Monday to Sunday; null where another month begins or ends. */
export const weeksOf = ({ month, days }: HistoryMonth): (CalendarDay | null)[][] => {
  const first = `${month}-01`;
  const cells: (CalendarDay | null)[] = Array.from({ length: weekdayOf(first) }, () => null);
  for (let day = first; day.startsWith(month); day = dayLater(day, 1)) {
    cells.push({ day, record: days.find((candidate) => candidate.day === day) });
  }
  while (cells.length % 7 !== 0) {
    cells.push(null);
  }
  return Array.from({ length: cells.length / 7 }, (_week, index) => cells.slice(index * 7, index * 7 + 7));
};

export const useHistory = () => {
  const today = campusDay(phoneNow());
  const [month, setMonth] = useState(today.slice(0, 7));
  const [selected, setSelected] = useState(today);
  const query = useQuery({
    queryKey: ['history', month],
    queryFn: () => getHistory(month),
    placeholderData: keepPreviousData,
  });
  const campaign = query.data?.campaign ?? null;
  return {
    today,
    month,
    query,
    selected,
    select: setSelected,
    hasPrevious: campaign !== null && campaign.startsOn.slice(0, 7) < month,
    hasNext: month < today.slice(0, 7),
    turn: (months: number): void => setMonth(monthLater(month, months)),
  };
};
