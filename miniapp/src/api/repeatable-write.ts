import { useRef } from 'react';
import { randomId } from '@/random-id';
import { asProblem, isUnanswered } from './problem-error';

/**
 * Gives a write its idempotency key: the same one for the same body until the server has answered,
 * so that a second tap after a time-out cannot do the thing twice.
 */
export const useRepeatableWrite = <B, A>(
  write: (body: B, idempotencyKey: string) => Promise<A>,
): ((body: B) => Promise<A>) => {
  const pending = useRef<{ body: string; key: string } | null>(null);
  return async (body) => {
    const text = JSON.stringify(body);
    if (pending.current?.body !== text) {
      pending.current = { body: text, key: randomId() };
    }
    try {
      const answer = await write(body, pending.current.key);
      pending.current = null;
      return answer;
    } catch (error) {
      if (!isUnanswered(asProblem(error))) {
        pending.current = null;
      }
      throw error;
    }
  };
};
