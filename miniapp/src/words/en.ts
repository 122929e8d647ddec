import { errors } from './en/errors';
import { bind, correction, data, me, password, sessions } from './en/account';
import { checkIn, history, report, result } from './en/check-in';
import { app, home, time } from './en/general';
import { inbox, support } from './en/help';
import { approvals } from './en/approvals';
import { pass, passages } from './en/pass';
import { arrival, leaving, photo, returning, steps, when } from './en/returning';
import type { Words } from './zh';

export const en: Words = {
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
