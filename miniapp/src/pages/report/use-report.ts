import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tarojs/taro';
import type { ReportView } from '@shared/check-in';
import type { PersonLine } from '@shared/follow-up';
import { getReport } from '@/api/check-ins';
import { getPersonReport } from '@/api/follow-up';

export type ShownReport = ReportView & { person?: PersonLine };

/** One's own report, or that of a student whom one follows. */
export const useReport = () => {
  const { id = '', of } = useRouter().params;
  return useQuery<ShownReport>({
    queryKey: ['report', of ?? 'me', id],
    queryFn: () => (of === 'student' ? getPersonReport(id) : getReport(id)),
  });
};
