import { codeTimes } from './pass-code.rules';

const NOW = new Date('2026-09-07T00:00:00.500Z');
const SECOND = Math.floor(NOW.getTime() / 1000);
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

describe('the times of codes', () => {
  it('are a minute each, one after the other', () => {
    expect(codeTimes(NOW, null, 2)).toEqual([
      { iat: SECOND, exp: SECOND + 60 },
      { iat: SECOND + 60, exp: SECOND + 120 },
      { iat: SECOND + 120, exp: SECOND + 180 },
    ]);
    expect(codeTimes(NOW, null, 0)).toHaveLength(1);
  });

  it('end with the place that they lead to', () => {
    expect(codeTimes(NOW, after(90), 15)).toEqual([
      { iat: SECOND, exp: SECOND + 60 },
      { iat: SECOND + 60, exp: SECOND + 90 },
    ]);
    expect(codeTimes(NOW, after(60), 15)).toHaveLength(1);
    expect(codeTimes(NOW, after(3600), 15)).toHaveLength(16);
  });

  it('are a second at least, as a code without any time is none', () => {
    expect(codeTimes(NOW, after(0.3), 15)).toEqual([{ iat: SECOND, exp: SECOND + 1 }]);
  });
});
