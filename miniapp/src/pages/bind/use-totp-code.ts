import { useState } from 'react';
import { confirmTotp } from '@/api/sessions';
import type { Conversation } from './use-bind';

export const useTotpCode = (conversation: Conversation, ticket: string) => {
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);
  const complete = /^\d{6}$/.test(code);
  return {
    code,
    setCode,
    fault: asked && !complete,
    submit: (): void => {
      setAsked(true);
      if (complete) {
        conversation.say(() => confirmTotp({ ticket, code }));
      }
    },
  };
};
