import Taro from '@tarojs/taro';
import i18next from 'i18next';
import type { FailureCode } from '@/api/problem-error';
import { query } from '@/api/client';
import { phoneNow } from '@/clock';

/** WeChat keeps ten; the next would not open. */
const MOST_PAGES = 10;
const GIVEN_UP_AFTER_MS = 8000;
let onTheWay = { url: '', since: 0 };

/** The page did not come: without network, most of the time. */
export const sayLost = (): void => {
  standing();
  void Taro.showToast({ title: i18next.t('errors.OFFLINE.title'), icon: 'none' });
};

/** Opens a page once, however often it is tapped before it stands. */
const open = (url: string): void => {
  const now = phoneNow();
  if (onTheWay.url === url && now - onTheWay.since < GIVEN_UP_AFTER_MS) {
    return;
  }
  onTheWay = { url, since: now };
  const isFull = Taro.getCurrentPages().length >= MOST_PAGES;
  (isFull ? Taro.redirectTo({ url }) : Taro.navigateTo({ url })).catch(sayLost);
};

/** The page that was opened stands. */
export const standing = (): void => {
  onTheWay = { url: '', since: 0 };
};

export const goHome = (): void => {
  void Taro.reLaunch({ url: '/pages/home/index' });
};
export const openBind = (): void => open('/pages/bind/index');
export const openCheckIn = (): void => open('/pages/check-in/index');
export const showResult = (reportId: string): void => {
  void Taro.redirectTo({ url: `/pages/check-in-result/index${query({ id: reportId })}` });
};
export const openHistory = (): void => open('/pages/history/index');
export const openReport = (id: string): void => open(`/pages/report/index${query({ id })}`);
export const openInbox = (): void => open('/pages/inbox/index');
export const openSupport = (code?: FailureCode): void => open(`/pages/support/index${query({ code })}`);
export const openMe = (): void => open('/pages/me/index');
export const openSessions = (): void => open('/pages/sessions/index');
export const openCorrection = (): void => open('/pages/correction/index');
export const openData = (): void => open('/packages/account/data/index');
export const openPassword = (): void => open('/pages/password/index');
export const openReturn = (): void => open('/pages/return/index');
export const openArrival = (): void => open('/pages/arrival/index');
export const openLeaving = (): void => open('/packages/leaving/index/index');
export const openPass = (): void => open('/pages/pass/index');
export const openPassages = (): void => open('/packages/passes/passages/index');
export const openTemporaryPasses = (): void => open('/packages/passes/temporary/index');
export const openTemporaryForm = (id?: string): void => open(`/packages/passes/temporary-form/index${query({ id })}`);
/** Back to the list, or on to it where the form was opened by itself. */
export const showTemporaryPasses = (): void => {
  if (Taro.getCurrentPages().length > 1) {
    void Taro.navigateBack();
  } else {
    void Taro.redirectTo({ url: '/packages/passes/temporary/index' });
  }
};
export const openExemptPass = (): void => open('/packages/passes/exempt/index');
export const openBooking = (): void => open('/packages/booking/desk/index');
export const openBookings = (): void => open('/packages/booking/history/index');
export const openBreaches = (): void => open('/packages/booking/breaches/index');
export const openVenueBoard = (): void => open('/packages/booking/board/index');
export const openApprovals = (): void => open('/packages/approvals/inbox/index');
export const openApproval = (id: string): void => open(`/packages/approvals/request/index${query({ id })}`);
export const openDeputies = (): void => open('/packages/approvals/deputies/index');
export const openExpected = (): void => open('/packages/students/expected/index');
export const openHolds = (): void => open('/packages/students/holds/index');
/** Of everybody in reach, by gate. */
export const openWatch = (): void => open('/packages/students/passages/index');
export const openPassagesOf = (personId: string): void =>
  open(`/packages/students/passages/index${query({ personId })}`);
export const openStudents = (): void => open('/packages/students/overview/index');
/** @param id of the case that is meant */
export const openCases = (id?: string): void => open(`/packages/students/cases/index${query({ id })}`);
export const openStudentReport = (id: string): void => open(`/pages/report/index${query({ id, of: 'student' })}`);
export const openProxy = (personId: string): void => open(`/packages/students/proxy/index${query({ personId })}`);
export const openPeople = (list: PeopleList, day: string, unitId?: string): void =>
  open(`/packages/students/people/index${query({ list, day, unitId })}`);

export const PEOPLE_LISTS = ['missing', 'reported', 'abnormal'] as const;
export type PeopleList = (typeof PEOPLE_LISTS)[number];
