import { useState } from 'react';
import { PASSWORD_LENGTH } from '@shared/identity';
import { useWords } from '@/words/use-words';

/** A new password typed twice: the faults the phone can see by itself. */
export const useNewPassword = () => {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const tooShort = password.length < PASSWORD_LENGTH.min;
  const lengthFault = tooShort ? t('bind.tooShort') : password.length > PASSWORD_LENGTH.max ? t('bind.tooLong') : null;
  const sameFault = password === again ? null : t('bind.notSame');
  return {
    password,
    setPassword,
    again,
    setAgain,
    faults: asked ? { password: lengthFault, again: sameFault } : { password: null, again: null },
    /** the password when it may be sent; shows the faults otherwise */
    accepted: (): string | null => {
      setAsked(true);
      return lengthFault || sameFault ? null : password;
    },
  };
};

export type NewPassword = ReturnType<typeof useNewPassword>;
