import type { HomeView } from '@shared/home';
import { call } from './client';

export const getHome = (): Promise<HomeView> => call('GET', '/home');
