import { deputyFault, LONGEST_DEPUTY_DAYS } from './deputy.rules';

const now = new Date('2026-09-07T00:00:00Z');
const input = { deputyId: 'deputy', fromAt: '2026-09-08T00:00:00Z', untilAt: '2026-09-12T00:00:00Z' };

describe('a deputy', () => {
  it('is somebody else, for a time that is not over', () => {
    expect(deputyFault('approver', input, now)).toBeNull();
    expect(deputyFault('deputy', input, now)).toBe('oneself');
    expect(deputyFault('approver', { ...input, untilAt: input.fromAt }, now)).toBe('order');
    expect(deputyFault('approver', input, new Date(input.untilAt))).toBe('over');
  });

  it('may begin in the past, and stands in for no longer than a term', () => {
    expect(deputyFault('approver', { ...input, fromAt: '2026-09-01T00:00:00Z' }, now)).toBeNull();
    const until = (days: number): string => new Date(Date.parse(input.fromAt) + days * 86_400_000).toISOString();
    expect(deputyFault('approver', { ...input, untilAt: until(LONGEST_DEPUTY_DAYS) }, now)).toBeNull();
    expect(deputyFault('approver', { ...input, untilAt: until(LONGEST_DEPUTY_DAYS + 1) }, now)).toBe('too_long');
  });
});
