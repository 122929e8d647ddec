import { CASE_NEXT, CASE_STATES } from '@shared/follow-up';
import { dueAt, isOverdue, mayClose } from './case.rules';

const opened = new Date('2026-09-07T00:00:00Z');

describe('a case', () => {
  it('is closed once, from open', () => {
    expect(CASE_STATES.filter(mayClose)).toEqual(['open']);
    expect(CASE_NEXT.closed).toEqual([]);
  });

  it('is due so many minutes after it was opened', () => {
    expect(dueAt(opened, 120)).toEqual(new Date('2026-09-07T02:00:00Z'));
  });

  it('is overdue from the deadline on by the clock, until it is closed', () => {
    const due = dueAt(opened, 120);
    expect(isOverdue('open', due, due)).toBe(false);
    expect(isOverdue('open', due, new Date(due.getTime() + 1))).toBe(true);
    expect(isOverdue('closed', due, new Date(due.getTime() + 1))).toBe(false);
  });
});
