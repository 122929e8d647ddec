import { errors } from './zh/errors';
import { bind, correction, data, me, password, sessions } from './zh/account';
import { checkIn, history, report, result } from './zh/check-in';
import { cases, proxy, students } from './zh/follow-up';
import { app, home, time } from './zh/general';
import { inbox, support } from './zh/help';
import { approvals, deputies, expected } from './zh/approvals';
import { exempt, passForm, temporary } from './zh/passes';
import { holds, pass, passages, watch } from './zh/pass';
import { arrival, leaving, photo, returning, steps, when } from './zh/returning';

/** Every word of the app, by page. English must have the same keys. */
export const zh = {
  errors,
  app,
  home,
  time,
  bind,
  me,
  sessions,
  correction,
  data,
  password,
  checkIn,
  result,
  history,
  report,
  students,
  cases,
  proxy,
  when,
  steps,
  photo,
  returning,
  arrival,
  leaving,
  pass,
  passForm,
  exempt,
  temporary,
  passages,
  holds,
  watch,
  approvals,
  deputies,
  expected,
  inbox,
  support,
};

/** The same keys, any words. */
type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
export type Words = Same<typeof zh>;
