import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tarojs/taro';
import type { ErrorCode } from '@shared/errors';
import type { FaqEntry } from '@shared/support';
import { getSupport } from '@/api/support';
import { useSchool } from '@/state/use-school';

/** The entry for the error just seen comes first. */
export const faqFor = (faq: FaqEntry[], code: string | undefined): { seen: FaqEntry[]; others: FaqEntry[] } => {
  const answers = ({ codes }: FaqEntry): boolean => codes.includes(code as ErrorCode);
  return { seen: faq.filter(answers), others: faq.filter((entry) => !answers(entry)) };
};

export const useSupport = () => {
  const { code } = useRouter().params;
  const { school, asking } = useSchool();
  const query = useQuery({
    queryKey: ['support', school?.code],
    queryFn: () => getSupport(school?.code ?? ''),
    enabled: school !== null,
  });
  return { code, school, asking, query };
};
