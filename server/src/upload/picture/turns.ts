import { DomainError } from '../../common/domain-error';

/** So many at once; the others wait in a queue that ends. */
export class Turns {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly atMostWaiting: number,
  ) {}

  /** @throws DomainError SERVICE_BUSY when the queue is full */
  async take<T>(work: () => Promise<T>): Promise<T> {
    await this.turn();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) {
        next();
      } else {
        this.taken -= 1;
      }
    }
  }

  private turn(): Promise<void> {
    if (this.taken < this.atOnce) {
      this.taken += 1;
      return Promise.resolve();
    }
    if (this.waiting.length >= this.atMostWaiting) {
      return Promise.reject(new DomainError('SERVICE_BUSY', { retryAfterSeconds: 5 }));
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
