import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { runPrepared } from '../common/prepared';
import { PassJudge } from './pass-judge.service';
import { READ_PASS, type PassRow } from './pass.sql';
import type { PassStanding } from './pass.types';

export interface ReadPass extends PassStanding {
  row: PassRow;
}

/** What a status follows from, for whoever asks along with something else: $1 to $4 of it come first. */
export const PASS_FACTS = READ_PASS.text;

/** One person's pass with how it stands now: one statement. */
@Injectable()
export class PassReader {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly judge: PassJudge,
  ) {}

  /** @throws DomainError PERSON_UNKNOWN */
  async read(schoolId: string, personId: string): Promise<ReadPass> {
    const setting = await this.judge.settingOf(schoolId);
    const [row] = await runPrepared<PassRow>(this.database, READ_PASS, [
      ...[schoolId, personId, setting.reportsFrom, this.clock.now()],
    ]);
    if (!row) {
      throw new DomainError('PERSON_UNKNOWN');
    }
    return { row, ...this.judge.standingOf(row, setting) };
  }

  /** How a person's pass stands, and how many holds are open. @throws DomainError PERSON_UNKNOWN */
  async statusOf(schoolId: string, personId: string): Promise<PassStanding & { holds: number }> {
    const { row, status, directions } = await this.read(schoolId, personId);
    return { status, directions, holds: row.holds };
  }
}
