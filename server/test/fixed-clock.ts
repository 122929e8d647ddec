import { Clock } from '../src/common/clock';

/** Monday 2026-09-07, 08:00 in Shanghai: the first school day of the made-up year. */
export const SCHOOL_MORNING = new Date('2026-09-07T00:00:00Z');

/** Time stands still until a test moves it. */
export class FixedClock extends Clock {
  constructor(private instant: Date = SCHOOL_MORNING) {
    super();
  }

  now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date | string): void {
    this.instant = new Date(instant);
  }

  advance({ days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 }): void {
    const total = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + ms;
    this.instant = new Date(this.instant.getTime() + total);
  }
}
