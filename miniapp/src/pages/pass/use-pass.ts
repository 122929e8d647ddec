import { useMutation, useQuery } from '@tanstack/react-query';
import { useDidShow } from '@tarojs/taro';
import type { GateMap } from '@shared/gate';
import type { PassView } from '@shared/pass';
import { getGates, getPass, takePass } from '@/api/passes';
import { useKeptPass } from '@/passing/kept-pass';
import { queryClient } from '@/state/query-client';
import { useSignedIn } from '@/state/session';

const lookAtPass = async (): Promise<PassView> => {
  const view = await getPass();
  const { keepView, dropCodes } = useKeptPass.getState();
  keepView(view);
  if (view.directions.length === 0 || showsElsewhere(view)) {
    dropCodes();
  }
  return view;
};

const lookAtGates = async (): Promise<GateMap> => {
  const gates = await getGates();
  useKeptPass.getState().keepGates(gates);
  return gates;
};

/** Another phone shows the codes; where none does yet, the first code takes this one. */
export const showsElsewhere = ({ device }: PassView): boolean => !device.isThis && device.other !== null;

/** Somebody who stands at a gate waits for a hold to be lifted, or for an approval: looked at again after this long. */
const AGAIN_MS = 30_000;

/** What was shown last is there at once; the truth follows. @param shown whether anybody looks at the page */
export const usePass = (shown: boolean) => {
  // whoever is not signed in learns so from the pass
  const enabled = useSignedIn();
  const { view, gates: map } = useKeptPass.getState();
  const query = useQuery({
    queryKey: ['pass'],
    queryFn: lookAtPass,
    initialData: view ?? undefined,
    initialDataUpdatedAt: 0,
    refetchInterval: ({ state: { data } }) => shown && data?.directions.length === 0 && AGAIN_MS,
  });
  const gates = useQuery({
    queryKey: ['gates'],
    queryFn: lookAtGates,
    enabled,
    initialData: map ?? undefined,
    initialDataUpdatedAt: 0,
  });
  useDidShow(() => {
    if (enabled) {
      // the first look is on its way already
      void query.refetch({ cancelRefetch: false });
      void gates.refetch({ cancelRefetch: false });
    }
  });
  const taking = useMutation({
    mutationFn: takePass,
    onSuccess: (view) => {
      useKeptPass.getState().keepView(view);
      queryClient.setQueryData(['pass'], view);
    },
  });
  return { query, gates, taking };
};
