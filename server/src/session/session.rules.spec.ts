import { REFRESH_GRACE_MS, refreshVerdict, sessionEnd, type RefreshFacts } from './session.rules';

const now = new Date('2026-09-07T00:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const facts = (change: Partial<RefreshFacts>): RefreshFacts => ({
  isCurrent: false,
  isPrevious: false,
  refreshedAt: now,
  expiresAt: later(86_400_000),
  endedAt: null,
  ...change,
});

describe('a refresh token', () => {
  it('rotates while it is the current one', () => {
    expect(refreshVerdict(facts({ isCurrent: true }), later(3_600_000))).toBe('rotate');
  });

  it('rotates once more while its answer may have been lost', () => {
    expect(refreshVerdict(facts({ isPrevious: true }), later(REFRESH_GRACE_MS))).toBe('rotate');
    expect(refreshVerdict(facts({ isPrevious: true }), later(REFRESH_GRACE_MS + 1))).toBe('reused');
  });

  it('counts as copied when it is older than that', () => {
    expect(refreshVerdict(facts({}), now)).toBe('reused');
  });

  it('does nothing for a session that is over', () => {
    expect(refreshVerdict(facts({ isCurrent: true, endedAt: now }), now)).toBe('ended');
    expect(refreshVerdict(facts({ isCurrent: true, expiresAt: now }), now)).toBe('ended');
    expect(refreshVerdict(facts({ endedAt: now }), now)).toBe('ended');
  });
});

describe('a session', () => {
  it('lives thirty days in a browser and ninety on a platform', () => {
    expect(sessionEnd('h5', now).toISOString()).toBe('2026-10-07T00:00:00.000Z');
    expect(sessionEnd('alipay', now).toISOString()).toBe('2026-12-06T00:00:00.000Z');
    expect(sessionEnd('weapp', now)).toEqual(sessionEnd('alipay', now));
  });
});
