import type { CheckInDue } from '@shared/check-in';
import { formOf } from '../../../test/sample-form';
import { stageOf } from './stage';

const { campaign, day, window } = formOf();
const due = (part: Partial<CheckInDue>): CheckInDue => ({
  campaign,
  day,
  timing: 'open',
  window,
  reported: null,
  ...part,
});

describe('what is owed today', () => {
  it.each([
    ['open', 'home.checkIn', window.closesAt],
    ['late', 'home.lateCheckIn', window.lateUntil],
    ['upcoming', null, window.opensAt],
  ] as const)('counts down to the end that matters while it is %s', (timing, action, until) => {
    expect(stageOf(due({ timing }))).toMatchObject({ action, until });
  });

  it('offers a correction once it is reported, and counts nothing down', () => {
    const reported = { reportId: '1', receiptNumber: 'R1', submittedAt: window.opensAt };
    expect(stageOf(due({ timing: 'late', reported }))).toMatchObject({
      action: 'home.correct',
      until: null,
      tone: 'good',
    });
  });
});
