import { useMutation, useQuery } from '@tanstack/react-query';
import { addDeputy, endDeputy, getDeputies } from '@/api/approvals';
import { useRepeatableWrite } from '@/api/repeatable-write';
import { queryClient } from '@/state/query-client';

const renew = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['deputies'] });

export const useDeputies = () => ({
  query: useQuery({ queryKey: ['deputies'], queryFn: getDeputies }),
  ending: useMutation({ mutationFn: endDeputy, onSuccess: renew }),
});

export const useAddingDeputy = (onDone: () => void) => {
  const send = useRepeatableWrite(addDeputy);
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await renew();
      onDone();
    },
  });
};
