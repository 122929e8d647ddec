import { IsISO8601, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import type { DeputyInput } from '@shared/approval';

const INSTANT = /^20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/;

export class DeputyDto implements DeputyInput {
  @IsUUID('all')
  deputyId!: string;

  @Matches(INSTANT)
  @IsISO8601({ strict: true })
  fromAt!: string;

  @Matches(INSTANT)
  @IsISO8601({ strict: true })
  untilAt!: string;
}

export class ApproverQuery {
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @Matches(/^[^\0]*$/)
  query?: string;
}
