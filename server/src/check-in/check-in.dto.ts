import { Matches } from 'class-validator';

export class MonthQuery {
  /** YYYY-MM */
  @Matches(/^20\d\d-(0[1-9]|1[0-2])$/)
  month!: string;
}
