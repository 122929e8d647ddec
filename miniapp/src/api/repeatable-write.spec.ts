import { renderHook } from '@testing-library/react';
import { ProblemError } from './problem-error';
import { useRepeatableWrite } from './repeatable-write';

const refused = (code: 'TIMED_OUT' | 'SERVICE_BUSY' | 'ANSWERS_INVALID', status: number) =>
  new ProblemError({ code, status });

/** The keys that a person's taps send, by what the server does with each. */
const keysOf = async (taps: { body: object; fails?: ProblemError }[]): Promise<string[]> => {
  const keys: string[] = [];
  let failure: ProblemError | undefined;
  const { result } = renderHook(() =>
    useRepeatableWrite((_body: object, key: string) => {
      keys.push(key);
      return failure ? Promise.reject(failure) : Promise.resolve('stored');
    }),
  );
  for (const tap of taps) {
    failure = tap.fails;
    await result.current(tap.body).catch(() => undefined);
  }
  return keys;
};

describe('a write that may be repeated', () => {
  it('keeps its key until the server has answered', async () => {
    const [first, second, third] = await keysOf([
      { body: { a: 1 }, fails: refused('TIMED_OUT', 0) },
      { body: { a: 1 }, fails: refused('SERVICE_BUSY', 503) },
      { body: { a: 1 } },
    ]);
    expect([second, third]).toEqual([first, first]);
  });

  it('takes a new key once it is answered', async () => {
    const [first, second] = await keysOf([{ body: { a: 1 } }, { body: { a: 1 } }]);
    expect(second).not.toBe(first);
  });

  it('takes a new key after a refusal', async () => {
    const [first, second] = await keysOf([
      { body: { a: 1 }, fails: refused('ANSWERS_INVALID', 422) },
      { body: { a: 1 } },
    ]);
    expect(second).not.toBe(first);
  });

  it('takes a new key for other content', async () => {
    const [first, second] = await keysOf([{ body: { a: 1 }, fails: refused('TIMED_OUT', 0) }, { body: { a: 2 } }]);
    expect(second).not.toBe(first);
  });
});
