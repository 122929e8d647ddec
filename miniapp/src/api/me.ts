import type { CorrectionRequest, CorrectionView, MeView, SessionView } from '@shared/identity';
import { call } from './client';

export const getMe = (): Promise<MeView> => call('GET', '/me');
export const changePassword = (body: { currentPassword: string; newPassword: string }): Promise<void> =>
  call('PUT', '/me/password', { body });
export const getSessions = async (): Promise<SessionView[]> =>
  (await call<{ items: SessionView[] }>('GET', '/me/sessions')).items;
export const endSession = (id: string): Promise<void> => call('DELETE', `/me/sessions/${id}`);
export const endCurrentSession = (): Promise<void> => call('DELETE', '/me/sessions/current');
export const unbind = (id: string): Promise<void> => call('DELETE', `/me/bindings/${id}`);
export const getCorrections = async (): Promise<CorrectionView[]> =>
  (await call<{ items: CorrectionView[] }>('GET', '/me/correction-requests')).items;
export const requestCorrection = (body: CorrectionRequest): Promise<CorrectionView> =>
  call('POST', '/me/correction-requests', { body });
