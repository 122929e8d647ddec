import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Queue } from 'bull';
import type { DataSource } from 'typeorm';
import { Outbox } from './outbox';
import type { QueuedJob } from './bull-queue';
import { Sweeper } from './sweeper';
import { Upkeep } from './upkeep';

/** Jobs that a school has one of. */
type SchoolJob =
  | 'upkeep.daily'
  | 'passage.forget'
  | 'return.forget'
  | 'temporary_pass.forget'
  | 'exempt_pass.forget'
  | 'booking.forget'
  | 'upload.collect'
  | 'audit.seal';

const SWEEP_MS = 15_000;
const DAILY_AT = '20 3 * * *';
const SEAL_EVERY = '*/10 * * * *';
const SCHOOL_TIME = 'Asia/Shanghai';

/** Recurring work: Bull's repeatable jobs, so that several workers do not double it; the sweep runs in each. */
@Injectable()
export class Schedule {
  private readonly logger = new Logger(Schedule.name);
  private timer?: NodeJS.Timeout;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly outbox: Outbox,
    private readonly sweeper: Sweeper,
    private readonly upkeep: Upkeep,
  ) {}

  start(queue: Queue<QueuedJob>): void {
    queue.process('schedule.daily', () => this.daily()).catch(this.waiting);
    queue.process('schedule.seal', () => this.sealAudit()).catch(this.waiting);
    void this.plan(queue);
    // a flushed Redis forgets the repeatable jobs as well: planning again is safe
    this.timer = setInterval(() => {
      this.sweeper.sweep().catch(this.waiting);
      this.upkeep.forgetNonces().catch(this.waiting);
      void this.plan(queue);
    }, SWEEP_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async plan(queue: Queue<QueuedJob>): Promise<void> {
    const options = { removeOnComplete: true, removeOnFail: true };
    const nothing = {} as QueuedJob;
    await queue
      .add('schedule.daily', nothing, { ...options, repeat: { cron: DAILY_AT, tz: SCHOOL_TIME } })
      .catch(this.waiting);
    await queue
      .add('schedule.seal', nothing, { ...options, repeat: { cron: SEAL_EVERY, tz: SCHOOL_TIME } })
      .catch(this.waiting);
  }

  private async daily(): Promise<void> {
    await this.upkeep.clean();
    await this.forEachSchool('upkeep.daily');
    await this.forEachSchool('passage.forget');
    await this.forEachSchool('return.forget');
    await this.forEachSchool('temporary_pass.forget');
    await this.forEachSchool('exempt_pass.forget');
    await this.forEachSchool('booking.forget');
    await this.forEachSchool('upload.collect');
  }

  private async sealAudit(): Promise<void> {
    await this.forEachSchool('audit.seal');
  }

  private async forEachSchool(name: SchoolJob): Promise<void> {
    await this.database.transaction(async (tx) => {
      const schools = (await tx.query('SELECT id FROM schools')) as { id: string }[];
      await this.outbox.addAll(
        tx,
        name,
        schools.map(({ id }) => ({ schoolId: id })),
      );
    });
  }

  private readonly waiting = (error: unknown): void => {
    this.logger.warn({ event: 'schedule.waiting', error: (error as Error).name });
  };
}
