import type { TerminalEvent } from '../terminal';
import type { Device } from './device';

/**
 * An event as the server is told it. What happened in this start before the server was met: whoever has set the clock
 * meanwhile, the one that only runs on knows when it was.
 */
export const asTold = (
  { bootId, memory, time }: Pick<Device, 'bootId' | 'memory' | 'time'>,
  event: TerminalEvent,
): TerminalEvent => {
  const [judgedAt, errorMs] = [memory.judgedAt(event), time.errorBeforeMs()];
  return event.offsetMs !== null || event.bootId !== bootId || judgedAt === null || errorMs === null
    ? event
    : { ...event, offsetMs: Math.round(judgedAt + errorMs - Date.parse(event.at)) };
};
