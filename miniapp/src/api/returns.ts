import type {
  ArrivalFix,
  CampusCircle,
  ExpectedLine,
  ExpectedTally,
  ReturnDesk,
  ReturnVersionView,
  ReturnView,
  SaveReturnDraft,
} from '@shared/return';
import type { Page } from '@shared/paging';
import { call, query } from './client';

export const getReturnDesk = (): Promise<ReturnDesk> => call('GET', '/returns/desk');
export const beginReturn = (): Promise<ReturnView> => call('POST', '/returns');
export const saveReturnDraft = (id: string, body: SaveReturnDraft): Promise<ReturnView> =>
  call('PUT', `/returns/${id}/draft`, { body });
export const submitReturn = (id: string, body: { revision: number }, idempotencyKey: string): Promise<ReturnView> =>
  call('POST', `/returns/${id}/submission`, { body, idempotencyKey });
export const withdrawReturn = (id: string): Promise<ReturnView> => call('POST', `/returns/${id}/withdrawal`);
export const getReturnVersions = async (id: string): Promise<ReturnVersionView[]> =>
  (await call<{ items: ReturnVersionView[] }>('GET', `/returns/${id}/versions`)).items;
export const arrive = (id: string, body: ArrivalFix, idempotencyKey: string): Promise<ReturnView> =>
  call('POST', `/returns/${id}/arrival`, { body, idempotencyKey });
export const getCircles = async (): Promise<CampusCircle[]> =>
  (await call<{ items: CampusCircle[] }>('GET', '/campuses/circles')).items;

/** @param day YYYY-MM-DD */
export const getExpectedTally = async (day: string): Promise<ExpectedTally[]> =>
  (await call<{ items: ExpectedTally[] }>('GET', `/return-arrivals/tally${query({ day })}`)).items;
export const getExpected = (selection: {
  state: 'expected' | 'arrived';
  day: string;
  unitId?: string;
  cursor?: string;
}): Promise<Page<ExpectedLine>> => call('GET', `/return-arrivals${query(selection)}`);
export const confirmArrival = (applicationId: string, idempotencyKey: string): Promise<void> =>
  call('POST', `/return-arrivals/${applicationId}/confirmation`, { idempotencyKey });
