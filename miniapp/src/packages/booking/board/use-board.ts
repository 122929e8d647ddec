import { useQuery } from '@tanstack/react-query';
import { getVenueBoard } from '@/api/bookings';
import { useShown } from '@/state/use-shown';

const LIVE_MS = 5000;

/** Asked for anew every few seconds while somebody looks. */
export const useBoard = () => {
  const shown = useShown();
  return useQuery({
    queryKey: ['venue-board'],
    queryFn: getVenueBoard,
    staleTime: 0,
    refetchInterval: shown && LIVE_MS,
  });
};
