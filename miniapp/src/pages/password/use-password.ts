import { useMutation } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { changePassword } from '@/api/me';
import { useNewPassword } from '@/components/use-new-password';
import { useWords } from '@/words/use-words';

export const usePassword = () => {
  const { t } = useWords();
  const entry = useNewPassword();
  const [current, setCurrent] = useState('');
  const [asked, setAsked] = useState(false);
  const changing = useMutation({
    mutationFn: changePassword,
    onSuccess: async () => {
      await Taro.showToast({ title: t('password.done'), icon: 'none' });
      await Taro.navigateBack();
    },
  });
  return {
    entry,
    current,
    setCurrent,
    currentFault: asked && !current ? t('password.needCurrent') : null,
    changing,
    submit: (): void => {
      setAsked(true);
      const newPassword = entry.accepted();
      if (newPassword && current) {
        changing.mutate({ currentPassword: current, newPassword });
      }
    },
  };
};
