import { useMutation, useQuery } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import type { SessionView } from '@shared/identity';
import { endSession, getSessions } from '@/api/me';
import { queryClient } from '@/state/query-client';
import { useWords } from '@/words/use-words';

export const useSessions = () => {
  const { t } = useWords();
  const query = useQuery({ queryKey: ['sessions'], queryFn: getSessions });
  const [toEnd, askEnd] = useState<SessionView | null>(null);
  const ending = useMutation({
    mutationFn: endSession,
    onSuccess: async () => {
      askEnd(null);
      void Taro.showToast({ title: t('sessions.ended'), icon: 'none' });
      await queryClient.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  return { query, toEnd, askEnd, ending };
};
