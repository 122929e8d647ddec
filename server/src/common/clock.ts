import { Injectable } from '@nestjs/common';

/** The only place that reads the time; everything else takes an instant. */
export abstract class Clock {
  abstract now(): Date;
}

@Injectable()
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
