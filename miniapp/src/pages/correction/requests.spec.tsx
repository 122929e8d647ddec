import { render, screen } from '@testing-library/react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { CorrectionView } from '@shared/identity';
import '@/words/i18n';
import { Requests } from './requests';

const request = (part: Partial<CorrectionView>): CorrectionView => ({
  id: 'request-1',
  field: 'unit',
  before: '软件 1 班',
  wished: '二班',
  after: null,
  reason: '转班',
  state: 'open',
  answer: null,
  createdAt: '2026-09-07T00:00:00Z',
  decidedAt: null,
  ...part,
});
const shown = (view: CorrectionView): void =>
  void render(<Requests query={{ data: [view], isSuccess: true } as UseQueryResult<CorrectionView[]>} />);

describe('one’s own correction requests', () => {
  it('show what was wished while they are open, and where nothing was changed', () => {
    shown(request({}));
    shown(request({ state: 'refused', answer: '没有二班' }));
    expect(screen.getAllByText('软件 1 班 → 二班')).toHaveLength(2);
  });

  it('show before and after once they are decided', () => {
    shown(request({ state: 'accepted', after: '软件 2 班', answer: '已改' }));
    expect(screen.getByText('软件 1 班 → 软件 2 班')).toBeTruthy();
    expect(screen.getByText('应该是: 二班', { exact: false })).toBeTruthy();
  });
});
