import { useQuery, type Query } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { GateChoice } from '@/api/passes';
import { asProblem, isUnanswered, type ProblemError } from '@/api/problem-error';
import { askCode } from '@/passing/ask-code';
import { areFor, codeAt, renewalAt } from '@/passing/codes';
import { serverNow, useKeptPass } from '@/passing/kept-pass';
import { useOnline } from '@/platform/use-online';
import { queryClient } from '@/state/query-client';

const AGAIN_MS = 10_000;
const SOONEST_MS = 1000;

/** Refusals that pass while somebody waits at the gate: the permit is granted, or its time begins. */
const PASSING = ['TEMPORARY_PASS_NEEDED', 'BOOKING_NEEDED'];
const PASSING_AGAIN_MS = 30_000;

/** Milliseconds until the next code is asked for; never after a refusal that only the person can change. */
const untilNext = ({ state }: Query<string>): number | false => {
  if (state.status === 'error') {
    const problem = asProblem(state.error);
    return isUnanswered(problem) ? AGAIN_MS : PASSING.includes(problem.code) && PASSING_AGAIN_MS;
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
  const problem = useSaid(query.error, query.isFetching, `${choice?.gateId} ${choice?.direction}`);
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

/** What was answered; a refusal that may pass stays said, without a flicker, while it is asked again. */
function useSaid(error: Error | null, isFetching: boolean, way: string): ProblemError | null {
  const last = useRef<{ way: string; problem: ProblemError } | null>(null);
  const problem = error && asProblem(error);
  const stays = isFetching && last.current?.way === way ? last.current.problem : null;
  const said = problem ?? stays;
  useEffect(() => {
    last.current = said && PASSING.includes(said.code) ? { way, problem: said } : null;
  });
  return said;
}

export type ShownCode = ReturnType<typeof useCode>;
