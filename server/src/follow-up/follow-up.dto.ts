import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';

const DAY = /^20\d\d-\d\d-\d\d$/;

export class DayQuery {
  @IsOptional()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  day?: string;
}

export class MissingQuery extends DayQuery {
  @IsOptional()
  @IsUUID('all')
  unitId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(300)
  cursor?: string;
}

export class ReportedQuery extends MissingQuery {
  @IsOptional()
  @IsIn(['true', 'false'])
  abnormal?: 'true' | 'false';
}

export class ReminderDto {
  @Matches(DAY)
  @IsISO8601({ strict: true })
  day!: string;

  @IsOptional()
  @IsUUID('all')
  unitId?: string;
}
