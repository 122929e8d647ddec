import { Injectable } from '@nestjs/common';
import { DomainError } from '../common/domain-error';

/** Batches that one process works on at a time; the people at the gates come first. */
const AT_ONCE = 1;
/** Devices that may wait for their turn; more are told to come back. */
const MOST_WAITING = 8;
/** A device that sends without waiting for answers takes no more of these places. */
const MOST_OF_ONE = 4;

/** After an outage every terminal uploads at once: their batches take turns. */
@Injectable()
export class UploadTurns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly ofOne = new Map<string, number>();

  /** @throws DomainError SERVICE_BUSY where too many wait already, or too many of this device */
  async take<T>(terminalId: string, work: () => Promise<T>): Promise<T> {
    const before = this.ofOne.get(terminalId) ?? 0;
    if (before >= MOST_OF_ONE) {
      throw tooMany();
    }
    this.ofOne.set(terminalId, before + 1);
    try {
      return await this.inTurn(work);
    } finally {
      this.leave(terminalId);
    }
  }

  private leave(terminalId: string): void {
    const left = (this.ofOne.get(terminalId) ?? 1) - 1;
    if (left > 0) {
      this.ofOne.set(terminalId, left);
    } else {
      this.ofOne.delete(terminalId);
    }
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    await this.turn();
    try {
      return await work();
    } finally {
      this.handOver();
    }
  }

  private turn(): Promise<void> {
    if (this.running < AT_ONCE) {
      this.running += 1;
      return Promise.resolve();
    }
    if (this.waiting.length >= MOST_WAITING) {
      return Promise.reject(tooMany());
    }
    return new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** To whoever waits: the place is never free in between for somebody who comes at this very moment. */
  private handOver(): void {
    const next = this.waiting.shift();
    if (next) {
      next();
    } else {
      this.running -= 1;
    }
  }
}

const tooMany = (): DomainError => new DomainError('SERVICE_BUSY', { retryAfterSeconds: 2 });
