import { Injectable } from '@nestjs/common';
import { DomainError } from '../common/domain-error';

/** Batches that one process works on at a time; the people at the gates come first. */
const AT_ONCE = 2;
/** Devices that may wait for their turn; more are told to come back. */
const MOST_WAITING = 8;

/** After an outage every terminal uploads at once: their batches take turns. */
@Injectable()
export class UploadTurns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @throws DomainError SERVICE_BUSY where too many wait already */
  async take<T>(work: () => Promise<T>): Promise<T> {
    await this.turn();
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  private async turn(): Promise<void> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) {
        throw new DomainError('SERVICE_BUSY', { retryAfterSeconds: 2 });
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running += 1;
  }
}
