import { asOwner } from './database';

/** Devices hear of standings once no older transaction runs, and those of other specs on the same server count as well. */
export const standingsAreTold = async (): Promise<void> => {
  let isWaiting = true;
  while (isWaiting) {
    const [row] = await asOwner<{ waits: boolean }>(
      'SELECT EXISTS (SELECT FROM pass_standings WHERE changed_xid >= pg_snapshot_xmin(pg_current_snapshot())) AS waits',
    );
    isWaiting = row?.waits ?? false;
  }
};
