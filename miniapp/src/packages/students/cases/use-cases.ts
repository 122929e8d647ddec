import { useMutation } from '@tanstack/react-query';
import Taro, { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import type { CaseLine, CaseState } from '@shared/follow-up';
import { closeCase, getCases } from '@/api/cases';
import { queryClient } from '@/state/query-client';
import { usePages } from '@/state/use-pages';
import { useWords } from '@/words/use-words';

/** Cases in reach; the one that somebody was led to stands first. */
export const useCases = () => {
  const { t } = useWords();
  const [state, setState] = useState<CaseState>('open');
  const [toClose, askClose] = useState<CaseLine | null>(null);
  const pages = usePages(['cases', state], (cursor) => getCases(state, cursor));
  const { id: wanted } = useRouter().params;
  const found = pages.items.some(({ id }) => id === wanted);
  const { hasNextPage, isFetchingNextPage } = pages.query;
  useEffect(() => {
    if (wanted && !found && hasNextPage && !isFetchingNextPage) {
      pages.more();
    }
  }, [wanted, found, hasNextPage, isFetchingNextPage]);
  const items = [...pages.items].sort((one, other) => Number(other.id === wanted) - Number(one.id === wanted));
  const closing = useMutation({
    mutationFn: ({ id, note }: { id: string; note: string }) => closeCase(id, note),
    onSuccess: async () => {
      askClose(null);
      void Taro.showToast({ title: t('cases.done'), icon: 'none' });
      await Promise.all(
        ['cases', 'holds', 'overview', 'home'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
  return { state, setState, ...pages, items, toClose, askClose, closing };
};
