import { useQuery, type Query } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { GateChoice } from '@/api/passes';
import { asProblem, isUnanswered } from '@/api/problem-error';
import { askCode } from '@/passing/ask-code';
import { areFor, codeAt, renewalAt } from '@/passing/codes';
import { serverNow, useKeptPass } from '@/passing/kept-pass';
import { useOnline } from '@/platform/use-online';
import { queryClient } from '@/state/query-client';

const AGAIN_MS = 10_000;
const SOONEST_MS = 1000;

/** Milliseconds until the next code is asked for; never after a refusal, which only the person can change. */
const untilNext = ({ state }: Query<string>): number | false => {
  if (state.status === 'error') {
    return isUnanswered(asProblem(state.error)) ? AGAIN_MS : false;
  }
  const { codes } = useKeptPass.getState();
  return codes ? Math.max(SOONEST_MS, renewalAt(codes.latest) - serverNow()) : AGAIN_MS;
};

/** Refusals that tell of a pass which has changed. */
const TELLING = ['PASS_NOT_VALID', 'PASS_ON_OTHER_PHONE'];

/** The code for one way through one gate: renewed while it is looked at, taken from the reserve while nobody answers. */
export const useCode = (choice: GateChoice | null, wanted: boolean, now: number) => {
  const kept = useKeptPass((pass) => pass.codes);
  const online = useOnline();
  const query = useQuery({
    queryKey: ['pass-code', choice?.gateId, choice?.direction],
    queryFn: () => (choice ? askCode(choice) : Promise.reject(new Error('no gate is chosen'))),
    enabled: wanted && choice !== null,
    refetchInterval: untilNext,
    refetchOnWindowFocus: true,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const problem = query.error ? asProblem(query.error) : null;
  useEffect(() => {
    if (problem && TELLING.includes(problem.code)) {
      void queryClient.invalidateQueries({ queryKey: ['pass'] });
    }
  }, [problem?.code]);
  useEffect(() => {
    if (online && problem && isUnanswered(problem)) {
      void query.refetch();
    }
  }, [online]);
  const codes = areFor(kept, choice) ? kept : null;
  return {
    codes,
    shown: codes && codeAt(codes, now),
    problem,
    isAsking: query.isFetching,
    /** nobody answers: whatever is shown comes from the phone */
    isAlone: problem !== null && isUnanswered(problem),
    renew: (): void => void query.refetch(),
  };
};

export type ShownCode = ReturnType<typeof useCode>;
