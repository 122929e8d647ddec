import type { TerminalEvent } from '../terminal';
import type { Device } from './device';

/**
 * An event as the server is told it, with how wrong the device's own clock was. Of this start the clock that only runs on
 * knows, whoever has set the other meanwhile; of an earlier one nothing is known but how wrong it is now.
 */
export const asTold = (
  { bootId, memory, time }: Pick<Device, 'bootId' | 'memory' | 'time'>,
  event: TerminalEvent,
): TerminalEvent => {
  const errorMs = time.errorBeforeMs();
  if (event.offsetMs !== null || errorMs === null) {
    return event;
  }
  const judgedAt = event.bootId === bootId ? memory.judgedAt(event) : null;
  const offsetMs = judgedAt === null ? time.offsetMs() : Math.round(judgedAt + errorMs - Date.parse(event.at));
  return { ...event, offsetMs };
};
