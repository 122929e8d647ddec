import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { remind } from '@/api/follow-up';
import { useRepeatableWrite } from '@/api/repeatable-write';
import { queryClient } from '@/state/query-client';

/** Reminds all the missing of a day, or those of one unit, in one go. */
export const useReminder = (selection: { day: string; unitId?: string }) => {
  const [asking, setAsking] = useState(false);
  const write = useRepeatableWrite(remind);
  const reminding = useMutation({
    mutationFn: () => write(selection),
    onSuccess: () => {
      setAsking(false);
      void queryClient.invalidateQueries({ queryKey: ['missing'] });
    },
  });
  return { asking, ask: () => setAsking(true), cancel: () => setAsking(false), reminding };
};

export type Reminder = ReturnType<typeof useReminder>;
