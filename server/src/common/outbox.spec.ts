import type { Queue } from 'bull';
import type { DataSource } from 'typeorm';
import { FixedClock } from '../../test/fixed-clock';
import { openDatabase, redisUrl, resetDatabase } from '../../test/database';
import { openQueue, type QueuedJob } from './bull-queue';
import { newId } from './id';
import { Outbox } from './outbox';
import { Relay } from './relay';
import { Sweeper } from './sweeper';

const NOW = new Date('2026-11-23T00:00:00Z');

interface Row {
  relayed_at: Date | null;
  attempts: number;
}

describe('outbox, relay and sweeper', () => {
  let database: DataSource;
  let queue: Queue<QueuedJob>;
  const clock = new FixedClock(NOW);

  beforeAll(async () => {
    database = await openDatabase();
    queue = openQueue(redisUrl());
    await queue.isReady();
  });

  beforeEach(async () => {
    await resetDatabase();
    await queue.obliterate({ force: true });
  });

  afterAll(async () => {
    await queue.close();
    await database.destroy();
  });

  const add = (dueAt = NOW): Promise<void> =>
    database.transaction((tx) => new Outbox(clock).add(tx, 'audit.seal', { schoolId: newId() }, dueAt));
  const rows = async (): Promise<Row[]> => database.query('SELECT relayed_at, attempts FROM outbox');
  const relay = (): Relay => new Relay(database, clock);

  it('keeps no job of a transaction that was rolled back', async () => {
    const work = database.transaction(async (tx) => {
      await new Outbox(clock).add(tx, 'audit.seal', { schoolId: newId() });
      throw new Error('refused');
    });
    await expect(work).rejects.toThrow('refused');
    expect(await rows()).toEqual([]);
  });

  it('hands a job to Bull once, however often the relay looks', async () => {
    await add();
    expect(await relay().move(queue)).toBe(1);
    expect(await relay().move(queue)).toBe(0);
    expect(await queue.count()).toBe(1);
    expect((await rows())[0]?.relayed_at).toEqual(NOW);
  });

  it('moves the row again under the same id after a crash between enqueue and mark', async () => {
    await add();
    await relay().move(queue);
    await database.query('UPDATE outbox SET relayed_at = NULL');
    await relay().move(queue);
    expect(await queue.count()).toBe(1);
  });

  it('keeps far jobs in PostgreSQL until their time comes near', async () => {
    await add(new Date(NOW.getTime() + 3_600_000));
    expect(await relay().move(queue)).toBe(0);
  });

  it('brings back what a flushed Redis lost', async () => {
    await add();
    await relay().move(queue);
    await queue.obliterate({ force: true });
    const sweeper = new Sweeper(database, new FixedClock(new Date(NOW.getTime() + 61_000)));
    expect(await sweeper.sweep()).toBe(1);
    await relay().move(queue);
    expect(await queue.count()).toBe(1);
  });

  it('leaves a job alone that may still be running', async () => {
    await add();
    await relay().move(queue);
    expect(await new Sweeper(database, clock).sweep()).toBe(0);
  });
});
