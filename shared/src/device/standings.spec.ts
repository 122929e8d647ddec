import { createHash } from 'node:crypto';
import type { Standing } from '../terminal';
import { Standings } from './standings';

const digest = (text: string) => createHash('sha256').update(text).digest();

const standing = (passId: string, wish: Partial<Standing> = {}): Standing => ({
  ...{ passId, epoch: 1, refusal: null, numberDigest: `digest of ${passId}` },
  ...wish,
});
/** As the server sums them. */
const checkOf = (texts: string[]) => ({
  cursor: '',
  count: texts.length,
  sum: (
    texts
      .map((text) => BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 12)}`))
      .reduce((sum, part) => sum + part, 0n) %
    2n ** 48n
  ).toString(),
});

describe('the standings of a device', () => {
  it('takes the newest of each pass and agrees with the server', async () => {
    const standings = new Standings(digest);
    await standings.take([standing('a'), standing('b')]);
    await standings.take([standing('a', { epoch: 2, refusal: 'pass_held' })]);
    expect(standings.ofPass('a')).toMatchObject({ epoch: 2, refusal: 'pass_held' });
    expect(standings.agreesWith(checkOf(['a|2|pass_held', 'b|1|']))).toBe(true);
    expect(standings.agreesWith(checkOf(['a|1|', 'b|1|']))).toBe(false);
    expect(standings.agreesWith(checkOf(['a|2|pass_held']))).toBe(false);
  });

  it('sums the same after a start as before', async () => {
    const standings = new Standings(digest);
    await standings.take([standing('a'), standing('b', { refusal: 'pass_ended' })]);
    const again = await Standings.from(standings.kept(), digest);
    expect(again.agreesWith(checkOf(['a|1|', 'b|1|pass_ended']))).toBe(true);
  });

  it('finds by number whoever has one here, under the newest digest', async () => {
    const standings = new Standings(digest);
    await standings.take([standing('a'), standing('b', { numberDigest: null })]);
    await standings.take([standing('a', { numberDigest: 'moved' })]);
    expect(standings.ofNumber('moved')).toMatchObject({ passId: 'a' });
    expect(standings.ofNumber('digest of a')).toBeNull();
    expect(standings.ofNumber('digest of b')).toBeNull();
  });
});
