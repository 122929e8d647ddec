import type { PassView } from '@shared/pass';
import type { PassCodeRequest } from '@shared/pass-code';
import { issuer, passOf } from '../../test/sample-pass';
import { answerWith, forgetEverything, sent } from '../../test/stubs/taro';
import { useSession } from '@/state/session';
import { askReserve } from './ask-code';
import { useKeptPass } from './kept-pass';

const MINUTE = 60_000;
const LIBRARY = { gateId: 'library-south', direction: 'in' } as const;
const later = (minutes: number): void => void jest.setSystemTime(Date.now() + minutes * MINUTE);
const requests = (): unknown[] => sent.map(({ data }) => data);

/** A phone on which the pass page was open once. */
const looked = (view: Partial<PassView> = {}): void => {
  useKeptPass.getState().keepView(passOf(view));
  useKeptPass.getState().choose(LIBRARY);
};

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-09-01T04:00:00Z') });
  forgetEverything();
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
  const issue = issuer();
  answerWith(({ data }) => ({ statusCode: 201, data: issue(data as PassCodeRequest) }));
});
afterEach(() => jest.useRealTimers());

describe('the reserve for the way to the gate', () => {
  it('is fetched for the gate used last, and again when five minutes of it are left', async () => {
    looked();
    await askReserve();
    expect(requests()).toEqual([{ ...LIBRARY, reserve: true }]);
    later(10);
    await askReserve();
    expect(requests()).toHaveLength(1);
    later(2);
    await askReserve();
    expect(requests()).toHaveLength(2);
  });

  it('is asked for once in three minutes where nobody answers', async () => {
    answerWith(() => Promise.reject({ errMsg: 'request:fail' }));
    looked();
    await askReserve();
    later(2);
    await askReserve();
    expect(requests()).toHaveLength(1);
    later(2);
    await askReserve();
    expect(requests()).toHaveLength(2);
    expect(useKeptPass.getState().view).not.toBeNull();
  });

  it.each<[string, Partial<PassView>]>([
    ['opened nothing', { status: 'held', directions: [] }],
    ['opened the other direction only', { status: 'ended', directions: ['out'] }],
    ['was shown by another phone', { device: { isThis: false, other: 'iPhone' } }],
  ])('is not fetched where the pass %s', async (_what, view) => {
    looked(view);
    await askReserve();
    expect(requests()).toEqual([]);
  });

  it('is not fetched for whoever never showed a code', async () => {
    useKeptPass.getState().keepView(passOf({ lastGate: null }));
    await askReserve();
    expect(requests()).toEqual([]);
  });

  it('is not asked for again once it was refused, until the pass has been looked at', async () => {
    answerWith(() => ({ statusCode: 409, data: { code: 'PASS_ON_OTHER_PHONE', status: 409 } }));
    looked();
    await askReserve();
    later(5);
    await askReserve();
    expect(requests()).toHaveLength(1);
    looked();
    await askReserve();
    expect(requests()).toHaveLength(2);
  });
});
