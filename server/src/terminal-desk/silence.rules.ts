import { TERMINAL_LIMITS, type TerminalState } from '@shared/terminal';

const MISSED_HEARTBEATS = 3;

/** Whether a device that should be heard of is not; one that has never been heard of since it enrolled is silent too. */
export const isSilent = (
  { state, lastSeenAt }: { state: TerminalState; lastSeenAt: Date | null },
  now: Date,
): boolean => {
  const heardAt = lastSeenAt?.getTime() ?? 0;
  return state === 'active' && now.getTime() - heardAt > MISSED_HEARTBEATS * TERMINAL_LIMITS.heartbeatSeconds * 1000;
};
