import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import type { UnitTally } from '@shared/follow-up';
import { getOverview } from '@/api/follow-up';
import { phoneNow } from '@/clock';
import { campusDay, dayLater } from '@/words/campus-time';

/** The units with the most people missing first. */
export const byMissing = (units: UnitTally[]): UnitTally[] =>
  [...units].sort((one, other) => other.missing - one.missing);

export const useOverview = () => {
  const today = campusDay(phoneNow());
  const [day, setDay] = useState(today);
  const query = useQuery({
    queryKey: ['overview', day],
    queryFn: () => getOverview(day),
    placeholderData: keepPreviousData,
  });
  useDidShow(() => void query.refetch());
  return { day, isToday: day === today, query, turn: (days: number): void => setDay(dayLater(day, days)) };
};
