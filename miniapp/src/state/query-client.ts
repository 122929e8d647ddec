import { QueryClient } from '@tanstack/react-query';
import { asProblem, isUnanswered } from '@/api/problem-error';

const STALE_MS = 15_000;
const TRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        failures < TRIES && isUnanswered(asProblem(error)) && asProblem(error).code !== 'OFFLINE',
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
