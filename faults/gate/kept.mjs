import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { partsOf } from './device.mjs';

/**
 * What the disks of the terminals hold, before the server has heard any of it.
 * @param {import('./world.mjs').GateWorld} world @param {import('./history.mjs').GateHistory} history
 * @returns {{ damaged: number }} whole lines that were spoilt
 */
export function readKept({ dist, terminals, keptFile }, history) {
  const { readLog } = partsOf(dist);
  let damaged = 0;
  for (const { n, home } of terminals) {
    const log = readLog(join(home, 'events.log'));
    damaged += log.damaged;
    const events = log.entries.flatMap((entry) => (entry.event ? [entry.event] : []));
    const kept = [...new Map(events.map((event) => [`${event.bootId}/${event.sequence}`, event])).values()];
    history.lane(n).kept = kept;
    writeFileSync(keptFile(n), JSON.stringify(kept));
    history.log('kept', { n, events: events.map(({ bootId, sequence }) => [bootId, sequence]) });
  }
  return { damaged };
}
