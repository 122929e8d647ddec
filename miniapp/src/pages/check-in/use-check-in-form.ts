import { useQuery } from '@tanstack/react-query';
import { getForm } from '@/api/check-ins';

/** The form that applies now. Never fetched behind the person's back while they fill it in. */
export const useCheckInForm = () =>
  useQuery({
    queryKey: ['check-in-form'],
    queryFn: getForm,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  });
