import { createHash } from 'node:crypto';
import type { Standing } from '@shared/terminal';
import { numberDigest, Standings } from './standings';

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
  it('takes the newest of each pass and agrees with the server', () => {
    const standings = new Standings();
    standings.take([standing('a'), standing('b')]);
    standings.take([standing('a', { epoch: 2, refusal: 'pass_held' })]);
    expect(standings.ofPass('a')).toMatchObject({ epoch: 2, refusal: 'pass_held' });
    expect(standings.agreesWith(checkOf(['a|2|pass_held', 'b|1|']))).toBe(true);
    expect(standings.agreesWith(checkOf(['a|1|', 'b|1|']))).toBe(false);
    expect(standings.agreesWith(checkOf(['a|2|pass_held']))).toBe(false);
  });

  it('sums the same after a start as before', () => {
    const standings = new Standings();
    standings.take([standing('a'), standing('b', { refusal: 'pass_ended' })]);
    expect(new Standings(standings.file()).agreesWith(checkOf(['a|1|', 'b|1|pass_ended']))).toBe(true);
  });

  it('finds by number whoever has one here, under the newest digest', () => {
    const standings = new Standings();
    standings.take([standing('a'), standing('b', { numberDigest: null })]);
    standings.take([standing('a', { numberDigest: 'moved' })]);
    expect(standings.ofNumber('moved')).toMatchObject({ passId: 'a' });
    expect(standings.ofNumber('digest of a')).toBeNull();
    expect(standings.ofNumber('digest of b')).toBeNull();
  });

  it('knows a number by sixteen bytes of a keyed digest', () => {
    const key = Buffer.alloc(32, 1).toString('base64url');
    expect(Buffer.from(numberDigest(key, '20230001'), 'base64url')).toHaveLength(16);
    expect(numberDigest(key, '20230001')).not.toBe(numberDigest(key, '20230002'));
  });
});
