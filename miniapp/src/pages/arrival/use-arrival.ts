import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ArrivalFix, ReturnView } from '@shared/return';
import { asProblem } from '@/api/problem-error';
import { useRepeatableWrite } from '@/api/repeatable-write';
import { arrive, getCircles } from '@/api/returns';
import { showApplication } from '@/returning/use-return';
import { preciseLocation } from '@/platform/location';
import { useSettings } from '@/state/settings';
import { distanceTo } from './distance';

export type FixState = { status: 'none' | 'busy' | 'failed' } | { status: 'found'; fix: ArrivalFix };

/** Whatever the server gave as the campus of a circle, it never changes under the person. */
const useCircles = () => useQuery({ queryKey: ['campus-circles'], queryFn: getCircles, staleTime: Infinity });

/** Finds the person and signs them in at the campus: by one tap, and by none once they have agreed to be found. */
export const useArrival = (application: ReturnView) => {
  const circles = useCircles();
  const { preciseAgreed, agreeToPrecise } = useSettings();
  const [state, setState] = useState<FixState>({ status: 'none' });
  const write = useRepeatableWrite((fix: ArrivalFix, key: string) => arrive(application.id, fix, key));
  const arriving = useMutation({ mutationFn: write, onSuccess: showApplication });
  const locate = async (): Promise<ArrivalFix | null> => {
    setState({ status: 'busy' });
    try {
      const fix = await preciseLocation();
      agreeToPrecise();
      setState({ status: 'found', fix });
      return fix;
    } catch {
      setState({ status: 'failed' });
      return null;
    }
  };
  useEffect(() => {
    if (preciseAgreed) {
      void locate();
    }
  }, []);
  const distance =
    state.status === 'found' && circles.data ? distanceTo(application.draft.campusId, circles.data, state.fix) : null;
  const problem = arriving.error ? asProblem(arriving.error) : null;
  return {
    state,
    distance,
    circles,
    busy: state.status === 'busy' || arriving.isPending,
    problem,
    /** where it is now, not where it was when the page opened */
    signIn: async (): Promise<void> => {
      arriving.reset();
      const fix = await locate();
      if (fix) {
        arriving.mutate(fix);
      }
    },
  };
};

export type Arrival = ReturnType<typeof useArrival>;
