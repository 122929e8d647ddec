import { useMutation, useQuery } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import type { CorrectionField } from '@shared/identity';
import { getCorrections, getMe, requestCorrection } from '@/api/me';
import { queryClient } from '@/state/query-client';
import { useWords } from '@/words/use-words';

export const useCorrection = () => {
  const { t } = useWords();
  const me = useQuery({ queryKey: ['me'], queryFn: getMe });
  const mine = useQuery({ queryKey: ['corrections'], queryFn: getCorrections });
  const [field, setField] = useState<CorrectionField>('name');
  const [wished, setWished] = useState('');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const sending = useMutation({
    mutationFn: requestCorrection,
    onSuccess: async () => {
      setWished('');
      setReason('');
      setAsked(false);
      void Taro.showToast({ title: t('correction.sent'), icon: 'none' });
      await queryClient.invalidateQueries({ queryKey: ['corrections'] });
    },
  });
  return {
    me,
    mine,
    field,
    setField,
    wished,
    setWished,
    reason,
    setReason,
    sending,
    faults: {
      wished: asked && !wished.trim() ? t('correction.needWished') : null,
      reason: asked && !reason.trim() ? t('correction.needReason') : null,
    },
    submit: (): void => {
      setAsked(true);
      if (wished.trim() && reason.trim()) {
        sending.mutate({ field, wished: wished.trim(), reason: reason.trim() });
      }
    },
  };
};
