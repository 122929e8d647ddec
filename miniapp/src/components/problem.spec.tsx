import { render, screen } from '@testing-library/react';
import '@/words/i18n';
import { ProblemError, type FailureCode } from '@/api/problem-error';
import { ProblemPanel } from './problem';

const shown = (code: FailureCode, status: number, onRetry?: () => void): void => {
  render(<ProblemPanel error={new ProblemError({ code, status, instance: 'trace-9' })} onRetry={onRetry} />);
};

describe('why something did not work', () => {
  it('has the number for support where the service failed', () => {
    shown('INTERNAL', 500);
    expect(screen.getByText(/trace-9/)).toBeTruthy();
  });

  it('has it where a list did not come', () => {
    shown('NOT_FOUND', 404, () => undefined);
    expect(screen.getByText(/trace-9/)).toBeTruthy();
  });

  it('has only the next step where somebody was refused by a rule', () => {
    shown('ARRIVAL_OUTSIDE', 422);
    expect(screen.getByText(/到校区里再签到/)).toBeTruthy();
    expect(screen.queryByText(/trace-9/)).toBeNull();
    expect(screen.getByText('联系支持')).toBeTruthy();
  });
});
