import type { PassView } from '@shared/pass';
import { call } from './client';

export const getPass = (): Promise<PassView> => call('GET', '/pass');
