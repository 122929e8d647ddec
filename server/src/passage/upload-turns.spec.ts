import { UploadTurns } from './upload-turns';

const later = (): { promise: Promise<void>; finish: () => void } => {
  let finish: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (finish = resolve));
  return { promise, finish };
};
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('uploads of terminals', () => {
  it('take turns, one at a time, and more than eight that wait are told to come back', async () => {
    const turns = new UploadTurns();
    const works = Array.from({ length: 9 }, later);
    let begun = 0;
    const taken = works.map(({ promise }, at) => turns.take(`device ${at}`, () => ((begun += 1), promise)));
    await soon();
    expect(begun).toBe(1);
    await expect(turns.take('another', () => Promise.resolve())).rejects.toMatchObject({ code: 'SERVICE_BUSY' });
    works[0]?.finish();
    await soon();
    expect(begun).toBe(2);
    works.forEach(({ finish }) => finish());
    await Promise.all(taken);
    expect(begun).toBe(9);
    await expect(turns.take('another', () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('stay one at a time when somebody comes at the moment a turn is given on', async () => {
    const turns = new UploadTurns();
    const [first, second, third] = [later(), later(), later()];
    let atWork = 0;
    const work = (until: Promise<void>) => async (): Promise<void> => {
      atWork += 1;
      expect(atWork).toBe(1);
      await until;
      atWork -= 1;
    };
    const taken = [turns.take('first', () => first.promise), turns.take('second', work(second.promise))];
    await soon();
    const come = first.promise.then(() => turns.take('third', work(third.promise)));
    first.finish();
    await soon();
    second.finish();
    third.finish();
    await Promise.all([...taken, come]);
  });

  it('leave places for others, however many batches one device sends at once', async () => {
    const turns = new UploadTurns();
    const works = Array.from({ length: 4 }, later);
    const taken = works.map(({ promise }) => turns.take('greedy', () => promise));
    await expect(turns.take('greedy', () => Promise.resolve())).rejects.toMatchObject({ code: 'SERVICE_BUSY' });
    const other = turns.take('modest', () => Promise.resolve('done'));
    works.forEach(({ finish }) => finish());
    await Promise.all(taken);
    await expect(other).resolves.toBe('done');
    await expect(turns.take('greedy', () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('give the turn on when one fails', async () => {
    const turns = new UploadTurns();
    const failed = Array.from({ length: 3 }, () => turns.take('one', () => Promise.reject(new Error('no'))));
    expect((await Promise.allSettled(failed)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ]);
    await expect(turns.take('another', () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
