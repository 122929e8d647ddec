import { join } from 'node:path';
import { isSafePattern } from '../../src/template/schema-subset';
import { patternsIn, patternsUnder, slowestMs } from './regexps';

const ROOT = join(__dirname, '../../..');
const MAX_MS = 10;

describe('regular expressions on 50 KB of almost fitting text', () => {
  const patterns = patternsUnder(ROOT, ['server/src', 'shared/src', 'miniapp/src']);

  it('are found where they stand', () => {
    expect(patterns.length).toBeGreaterThan(50);
    expect(patterns.map(({ where }) => where).join('\n')).toContain('server/src/common/idempotency.ts');
  });

  it(`take less than ${MAX_MS} ms each`, () => {
    const slow = patterns
      .map((found) => ({ where: found.where, ms: slowestMs(found) }))
      .filter(({ ms }) => ms >= MAX_MS);
    expect(slow).toEqual([]);
  }, 180_000);

  it('of a form that an administrator writes are refused where they could take longer', () => {
    const evil = [
      '^(a+)+$',
      '^(a|a)*$',
      '^(a|aa)+$',
      '(x+x+)+y',
      '^a*a*a*$',
      '^[a-z]*[a-z]*$',
      '\\d+\\d+$',
      '^(\\w+\\s?)*$',
      '(?=a*)a*$',
      '^(.*)\\1$',
    ];
    const admitted = evil.filter(isSafePattern).map((source) => ({ where: source, pattern: new RegExp(source, 'u') }));
    expect(admitted.filter((found) => slowestMs(found) >= MAX_MS)).toEqual([]);
  });

  it('are noticed when they take longer', () => {
    const planted = patternsIn('planted.ts', `const a = /^(a+)+$/; const schema = { pattern: '^[^z]*[^ z][^z]*$' };`);
    expect(planted).toHaveLength(2);
    for (const pattern of planted) {
      expect(slowestMs(pattern)).toBeGreaterThan(MAX_MS);
    }
  });
});
