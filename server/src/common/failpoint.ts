/**
 * Ends the process on the spot where FAILPOINT names this place: how the fault experiments
 * crash between two writes. Production refuses to start with FAILPOINT set.
 */
export const failpoint = (place: string): void => {
  if (process.env.FAILPOINT === place) {
    process.kill(process.pid, 'SIGKILL');
  }
};
