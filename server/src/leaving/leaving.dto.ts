import { IsISO8601, IsNotEmpty, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import type { LeavingInput } from '@shared/leaving';

/** something must be said, and nothing that the database cannot hold */
const WORDS = /^(?=[^]*\S)[^\0]*$/;

export class LeavingDto implements LeavingInput {
  @IsISO8601({ strict: true })
  @Matches(/T[\d:.]+(Z|[+-]\d\d:\d\d)$/)
  @MaxLength(35)
  leavesAt!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @Matches(WORDS)
  destination!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @Matches(WORDS)
  reason!: string;

  @IsUUID('all')
  approverId!: string;
}
