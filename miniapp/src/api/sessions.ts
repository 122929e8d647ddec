import type {
  BindCard,
  Device,
  PlatformSignIn,
  SchoolOption,
  SignIn,
  SignInAnswer,
  TotpEnrolment,
} from '@shared/identity';
import { call, query } from './client';

const say = (path: string, body: object): Promise<SignInAnswer> => call('POST', path, { body, anonymous: true });

export const findSchools = async (search: string): Promise<SchoolOption[]> =>
  (await call<{ items: SchoolOption[] }>('GET', `/schools${query({ search })}`, { anonymous: true })).items;

export const signIn = (body: SignIn): Promise<SignInAnswer> => say('/sessions', body);
export const signInByPlatform = (body: PlatformSignIn): Promise<SignInAnswer> => say('/sessions/platform', body);
export const bindCard = (body: BindCard): Promise<SignInAnswer> => say('/bindings', body);
export const chooseCard = (body: { ticket: string; lastFour: string }): Promise<SignInAnswer> =>
  say('/sessions/card', body);
export const setPassword = (body: { ticket: string; newPassword: string }): Promise<SignInAnswer> =>
  say('/sessions/password', body);
export const confirmTotp = (body: { ticket: string; code: string }): Promise<SignInAnswer> =>
  say('/sessions/totp', body);
export const resetPassword = (body: {
  schoolCode: string;
  number: string;
  code: string;
  newPassword: string;
  device: Device;
}): Promise<SignInAnswer> => say('/password-resets', body);
export const acceptInvitation = (body: { token: string; newPassword: string; device: Device }): Promise<SignInAnswer> =>
  say('/invitations', body);
export const enrolTotp = (ticket: string): Promise<TotpEnrolment> =>
  call('POST', '/sessions/totp/enrolment', { body: { ticket }, anonymous: true });
