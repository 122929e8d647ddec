import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';

const DAY = /^20\d\d-\d\d-\d\d$/;

export class TallyQuery {
  @IsOptional()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  day?: string;
}

export class ExpectedQuery extends TallyQuery {
  @IsOptional()
  @IsIn(['expected', 'arrived'])
  state?: 'expected' | 'arrived';

  @IsOptional()
  @IsUUID('all')
  unitId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(300)
  cursor?: string;
}

export class ConfirmationDto {
  @IsOptional()
  @IsUUID('all')
  campusId?: string;
}
