import type { BookingAnswer, BookingDesk, BookingInput, BookingPage, BreachView, WaitingAnswer } from '@shared/booking';
import type { Page } from '@shared/paging';
import type { VenueBoard, VenueWeek } from '@shared/venue';
import { call, query } from './client';

/** What somebody does with the booking that runs. */
export type BookingStep = 'accept' | 'decline' | 'cancel' | 'end';

export const getBookingDesk = (): Promise<BookingDesk> => call('GET', '/booking/desk');
export const book = (body: BookingInput, idempotencyKey: string): Promise<BookingAnswer> =>
  call('POST', '/bookings', { body, idempotencyKey });
/** Safe to repeat: what has come to the wished end answers with it. */
export const takeStep = (id: string, step: BookingStep): Promise<BookingAnswer> =>
  call('POST', `/bookings/${id}/${step}`);
export const joinWaiting = (body: BookingInput): Promise<WaitingAnswer> => call('POST', '/booking/waiting', { body });
export const leaveWaiting = (id: string): Promise<unknown> => call('DELETE', `/booking/waiting/${id}`);
export const getBookings = (cursor?: string): Promise<BookingPage> => call('GET', `/bookings${query({ cursor })}`);
export const getBreaches = (cursor?: string): Promise<Page<BreachView>> =>
  call('GET', `/bookings/breaches${query({ cursor })}`);
export const getVenueWeek = (id: string): Promise<VenueWeek> => call('GET', `/venues/${id}/week`);
export const getVenueBoard = (): Promise<VenueBoard> => call('GET', '/venues/board');
