import type { Platform } from '@shared/identity';

const DAY_MS = 86_400_000;

/** A refresh whose answer was lost on the way may be repeated this long. */
export const REFRESH_GRACE_MS = 10_000;
export const ACCESS_SECONDS = 600;
/** So many people signed in from one device within a day are still a family or a dormitory room. */
export const DEVICE_PEOPLE = 5;

/** How long a session lives from its beginning; refreshing does not prolong it. */
export const sessionEnd = (platform: Platform, createdAt: Date): Date =>
  new Date(createdAt.getTime() + (platform === 'h5' ? 30 : 90) * DAY_MS);

export interface RefreshFacts {
  isCurrent: boolean;
  isPrevious: boolean;
  refreshedAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
}

/**
 * What a genuine refresh token does: the current one rotates. The one before it rotates too while the answer
 * may have been lost; it gets a fresh pair, the unseen one is void. Any older one was copied: the session ends.
 */
export const refreshVerdict = (facts: RefreshFacts, now: Date): 'rotate' | 'ended' | 'reused' => {
  if (facts.endedAt !== null || facts.expiresAt <= now) {
    return 'ended';
  }
  const inGrace = facts.isPrevious && now.getTime() - facts.refreshedAt.getTime() <= REFRESH_GRACE_MS;
  return facts.isCurrent || inGrace ? 'rotate' : 'reused';
};
