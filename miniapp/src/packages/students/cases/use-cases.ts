import { useMutation } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import type { CaseLine, CaseState } from '@shared/follow-up';
import { closeCase, getCases } from '@/api/cases';
import { queryClient } from '@/state/query-client';
import { usePages } from '@/state/use-pages';
import { useWords } from '@/words/use-words';

export const useCases = () => {
  const { t } = useWords();
  const [state, setState] = useState<CaseState>('open');
  const [toClose, askClose] = useState<CaseLine | null>(null);
  const pages = usePages(['cases', state], (cursor) => getCases(state, cursor));
  const closing = useMutation({
    mutationFn: ({ id, note }: { id: string; note: string }) => closeCase(id, note),
    onSuccess: async () => {
      askClose(null);
      void Taro.showToast({ title: t('cases.done'), icon: 'none' });
      await Promise.all(['cases', 'overview', 'home'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
    },
  });
  return { state, setState, ...pages, toClose, askClose, closing };
};
