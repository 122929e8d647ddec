import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tarojs/taro';
import type { OpenedCase, ReportFlag, ReportReceipt, ReportView } from '@shared/check-in';
import { getReport } from '@/api/check-ins';
import { queryClient } from '@/state/query-client';

/** What the result page shows; after a reload only the report itself is left to ask for. */
export interface Receipt {
  receiptNumber: string;
  version: number;
  submittedAt: string;
  flags: ReportFlag[];
  cases: OpenedCase[];
  /** undefined: not known any more */
  nextWindow?: ReportReceipt['nextWindow'];
}

const fromReport = (report: ReportView): Receipt => ({ ...report });

export const useReceipt = () => {
  const id = useRouter().params.id ?? '';
  return useQuery<Receipt>({
    queryKey: ['receipt-shown', id],
    queryFn: async () => queryClient.getQueryData<ReportReceipt>(['receipt', id]) ?? fromReport(await getReport(id)),
    staleTime: Infinity,
  });
};
