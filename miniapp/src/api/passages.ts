import type { Page } from '@shared/paging';
import type { WatchedPassage } from '@shared/passage';
import { call, query } from './client';

/** Whose passages: everybody's in reach at a gate, or one person's. */
export type Watched = { gateId: string } | { personId: string };

/** @param refused only what was refused */
export const getWatchedPassages = (of: Watched, refused: boolean, cursor?: string): Promise<Page<WatchedPassage>> =>
  call('GET', `/passages/watch${query({ ...of, refused: refused ? 'true' : undefined, cursor })}`);
