import { useMutation, useQuery } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import type { BindingView } from '@shared/identity';
import { getMe, unbind } from '@/api/me';
import { signOutHere } from '@/state/leave';
import { queryClient } from '@/state/query-client';
import { useSignedIn } from '@/state/session';
import { useWords } from '@/words/use-words';

export const useMe = () => {
  const { t } = useWords();
  const signedIn = useSignedIn();
  const query = useQuery({ queryKey: ['me'], queryFn: getMe, enabled: signedIn });
  const [toUnbind, askUnbind] = useState<BindingView | null>(null);
  const [leaving, askLeave] = useState(false);
  const unbinding = useMutation({
    mutationFn: unbind,
    onSuccess: async () => {
      askUnbind(null);
      void Taro.showToast({ title: t('me.unbound'), icon: 'none' });
      await queryClient.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const signingOut = useMutation({ mutationFn: signOutHere });
  return { signedIn, query, toUnbind, askUnbind, unbinding, leaving, askLeave, signingOut };
};
