import { IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { CASE_STATES, type CaseState } from '@shared/follow-up';

export class CaseQuery {
  @IsOptional()
  @IsIn(CASE_STATES)
  state?: CaseState;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

export class ClosingDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  // something must be said, and nothing that the database cannot hold
  @Matches(/^(?=[^]*\S)[^\0]*$/)
  note!: string;
}
