import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ArrivalFix } from '@shared/return';
import { applicationOf, deskOf, FULL } from '../../../test/sample-return';
import { answerWith, forgetEverything, sent, type Answer } from '../../../test/stubs/taro';
import '@/words/i18n';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import { useSettings } from '@/state/settings';
import Arrival from './index';

const CAMPUS = { latitude: 40.84, longitude: 111.75 };
const approved = applicationOf({ state: 'approved', version: 1, draft: FULL });
const arrived = applicationOf({
  state: 'arrived',
  draft: FULL,
  arrival: { arrivedAt: '2026-09-01T06:00:00Z', campus: { zh: '东区', en: 'East' }, means: 'location' },
});

const serve = (arrival: Answer): void =>
  answerWith(({ url }) => {
    if (url.endsWith('/campuses/circles')) {
      const circle = { campusId: 'east', name: { zh: '东区', en: 'East' }, ...CAMPUS, radiusMetres: 500 };
      return { statusCode: 200, data: { items: [circle] } };
    }
    return url.endsWith('/arrival') ? arrival : { statusCode: 200, data: deskOf(approved) };
  });
/** The phone says that it is here, or nothing. */
const phoneIs = (at: { latitude: number; longitude: number } | null): void => {
  Object.assign(navigator, {
    geolocation: {
      getCurrentPosition: (found: (position: object) => void, failed: (error: object) => void) =>
        at ? found({ coords: { ...at, accuracy: 12.4 } }) : failed({ code: 1 }),
    },
  });
};
const open = () =>
  render(
    <QueryClientProvider client={queryClient}>
      <Arrival />
    </QueryClientProvider>,
  );
const fixes = (): ArrivalFix[] =>
  sent.filter(({ url }) => url.endsWith('/arrival')).map(({ data }) => data as ArrivalFix);

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  useSettings.setState({ preciseAgreed: false });
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
});

describe('signing in at the campus', () => {
  it('asks the phone for nothing before the person taps', async () => {
    phoneIs(CAMPUS);
    serve({ statusCode: 200, data: arrived });
    open();
    expect(await screen.findByText('到了就点下面的按钮')).toBeTruthy();
    expect(fixes()).toEqual([]);
  });

  it('takes one tap inside the campus, and says what has changed', async () => {
    phoneIs(CAMPUS);
    serve({ statusCode: 200, data: arrived });
    open();
    fireEvent.click(await screen.findByText('定位并签到'));
    expect(await screen.findByText('签到成功')).toBeTruthy();
    expect(screen.getByText('健康打卡已转为校内打卡。')).toBeTruthy();
    expect(fixes()).toEqual([{ ...CAMPUS, accuracy: 12, system: 'wgs84' }]);
  });

  it('says how far it is, and why it was refused', async () => {
    phoneIs({ ...CAMPUS, latitude: 40.74 });
    serve({ statusCode: 409, data: { code: 'ARRIVAL_OUTSIDE', status: 409, instance: 'trace-1' } });
    open();
    fireEvent.click(await screen.findByText('定位并签到'));
    expect(await screen.findByText('还有 11 公里')).toBeTruthy();
    expect(await screen.findByText('你还没到校区')).toBeTruthy();
  });

  it('names the other ways when the phone cannot tell', async () => {
    phoneIs(null);
    serve({ statusCode: 200, data: arrived });
    open();
    fireEvent.click(await screen.findByText('定位并签到'));
    expect(await screen.findByText('没有取到位置')).toBeTruthy();
    expect(screen.getByText('联系孙老师，由审批人确认你已到校。')).toBeTruthy();
    expect(fixes()).toEqual([]);
  });

  it('knows the distance by itself once the person has agreed', async () => {
    useSettings.setState({ preciseAgreed: true });
    phoneIs(CAMPUS);
    serve({ statusCode: 200, data: arrived });
    open();
    expect(await screen.findByText('你在校区里')).toBeTruthy();
    await waitFor(() => expect(screen.getByText('签到')).toBeTruthy());
    expect(fixes()).toEqual([]);
  });

  it('waits for the approval', async () => {
    phoneIs(CAMPUS);
    answerWith(() => ({ statusCode: 200, data: deskOf(applicationOf({ state: 'submitted', draft: FULL })) }));
    open();
    expect(await screen.findByText('现在还不能签到')).toBeTruthy();
  });
});
