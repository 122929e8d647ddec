import type { Direction, GateMap } from '@shared/gate';
import type { Page } from '@shared/paging';
import type { PassView } from '@shared/pass';
import type { PassCodeAnswer, PassCodeRequest } from '@shared/pass-code';
import type { PassageLine } from '@shared/passage';
import { call, query } from './client';

/** One way through one gate. */
export interface GateChoice {
  gateId: string;
  direction: Direction;
}

export const getPass = (): Promise<PassView> => call('GET', '/pass');
/** This phone shows the codes from now on, and no other. */
export const takePass = (): Promise<PassView> => call('PUT', '/pass/device');
export const getGates = (): Promise<GateMap> => call('GET', '/gates');
export const issueCodes = (body: PassCodeRequest): Promise<PassCodeAnswer> => call('POST', '/pass/codes', { body });
/** @param refused only what was refused */
export const getPassages = (refused: boolean, cursor?: string): Promise<Page<PassageLine>> =>
  call('GET', `/passages${query({ refused: refused ? 'true' : undefined, cursor })}`);
