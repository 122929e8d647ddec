import { errors } from './en/errors';
import { bind, correction, data, me, password, sessions } from './en/account';
import { checkIn, history, report, result } from './en/check-in';
import { cases, proxy, students } from './en/follow-up';
import { app, home, time } from './en/general';
import { inbox, support } from './en/help';
import { approvals, deputies, expected } from './en/approvals';
import { exempt, passForm, temporary } from './en/passes';
import { holds, pass, passages, watch } from './en/pass';
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
