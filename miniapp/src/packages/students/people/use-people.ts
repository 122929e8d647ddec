import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { getMissing, getReported } from '@/api/follow-up';
import { phoneNow } from '@/clock';
import { PEOPLE_LISTS, type PeopleList } from '@/pages/routes';
import { usePages } from '@/state/use-pages';
import { campusDay } from '@/words/campus-time';

export const usePeople = () => {
  const { list: wanted, day = campusDay(phoneNow()), unitId } = useRouter().params;
  const [list, setList] = useState<PeopleList>(PEOPLE_LISTS.find((known) => known === wanted) ?? 'missing');
  return { list, setList, day, unitId };
};

export const useMissing = (day: string, unitId: string | undefined) =>
  usePages(['missing', day, unitId], (cursor) => getMissing({ day, unitId, cursor }));

export const useReported = (day: string, unitId: string | undefined, abnormal: boolean) =>
  usePages(['reported', day, unitId, abnormal], (cursor) => getReported({ day, unitId, cursor, abnormal }));
