import { errors } from './zh/errors';
import { bind, correction, data, me, password, sessions } from './zh/account';
import { checkIn, history, report, result } from './zh/check-in';
import { app, home, time } from './zh/general';
import { inbox, support } from './zh/help';
import { approvals } from './zh/approvals';
import { pass, passages } from './zh/pass';
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
  when,
  steps,
  photo,
  returning,
  arrival,
  leaving,
  pass,
  passages,
  approvals,
  inbox,
  support,
};

/** The same keys, any words. */
type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
export type Words = Same<typeof zh>;
