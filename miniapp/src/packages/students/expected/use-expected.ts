import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import type { ExpectedLine, ExpectedTally } from '@shared/return';
import { useRepeatableWrite } from '@/api/repeatable-write';
import { confirmArrival, getExpected, getExpectedTally } from '@/api/returns';
import { phoneNow } from '@/clock';
import { queryClient } from '@/state/query-client';
import { usePages } from '@/state/use-pages';
import { campusDay, dayLater } from '@/words/campus-time';
import { useWords } from '@/words/use-words';

export const ARRIVAL_LISTS = ['expected', 'arrived'] as const;
export type ArrivalList = (typeof ARRIVAL_LISTS)[number];

export interface UnitSum {
  unitId: string;
  unit: ExpectedTally['unit'];
  expected: number;
  arrived: number;
  /** hours with somebody expected, in order */
  hours: ExpectedTally[];
}

/** The hours of each unit under its sum; whoever waits for most people first. */
export const byUnit = (tallies: ExpectedTally[]): UnitSum[] => {
  const sums = new Map<string, UnitSum>();
  for (const tally of tallies) {
    const { unitId, unit, expected, arrived } = tally;
    const before = sums.get(unitId) ?? { unitId, unit, expected: 0, arrived: 0, hours: [] };
    sums.set(unitId, {
      ...before,
      expected: before.expected + expected,
      arrived: before.arrived + arrived,
      hours: [...before.hours, tally].sort((one, other) => one.hourAt.localeCompare(other.hourAt)),
    });
  }
  return [...sums.values()].sort((one, other) => other.expected - one.expected);
};

export const useExpected = () => {
  const { t } = useWords();
  const today = campusDay(phoneNow());
  const [day, setDay] = useState(today);
  const [list, setList] = useState<ArrivalList>('expected');
  const [unitId, setUnitId] = useState<string | undefined>();
  const [toConfirm, askConfirm] = useState<ExpectedLine | null>(null);
  const tally = useQuery({
    queryKey: ['expected-tally', day],
    queryFn: () => getExpectedTally(day),
    placeholderData: keepPreviousData,
  });
  const pages = usePages(['expected', list, day, unitId], (cursor) =>
    getExpected({ state: list, day, unitId, cursor }),
  );
  const confirm = useRepeatableWrite(({ applicationId }: Pick<ExpectedLine, 'applicationId'>, key: string) =>
    confirmArrival(applicationId, key),
  );
  const confirming = useMutation({
    mutationFn: (applicationId: string) => confirm({ applicationId }),
    onSuccess: async () => {
      askConfirm(null);
      void Taro.showToast({ title: t('expected.confirmed'), icon: 'none' });
      await Promise.all(
        ['expected', 'expected-tally'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
  return {
    day,
    isToday: day === today,
    turn: (days: number): void => setDay(dayLater(day, days)),
    list,
    setList,
    unitId,
    setUnitId,
    tally,
    ...pages,
    toConfirm,
    askConfirm,
    confirming,
  };
};
