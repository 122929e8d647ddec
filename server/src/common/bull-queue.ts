import Queue, { type Queue as BullQueue } from 'bull';
import type { JobName } from './jobs';
import { patientRedisOptions } from './redis';

export const QUEUE_NAME = 'campus';
/** a worker that was killed loses its lock after this; another takes the job over */
const LOCK_MS = 30_000;

/** What stands in Bull: the outbox row's id and the job's name and ids. */
export interface QueuedJob {
  name: JobName;
  payload: unknown;
}

export const openQueue = (redisUrl: string): BullQueue<QueuedJob> => {
  const queue = new Queue<QueuedJob>(QUEUE_NAME, redisUrl, {
    redis: patientRedisOptions,
    prefix: 'bull',
    settings: { lockDuration: LOCK_MS, stalledInterval: LOCK_MS, maxStalledCount: 3 },
  });
  // Bull goes on by itself when Redis is back; PostgreSQL holds what was meant to happen
  queue.on('error', () => undefined);
  return queue;
};
