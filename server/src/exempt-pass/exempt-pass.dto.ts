import { IsNotEmpty, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import type { ExemptPassInput } from '@shared/pass';

/** something must be said, and nothing that the database cannot hold */
const WORDS = /^(?=[^]*\S)[^\0]*$/;

export class ExemptPassDto implements ExemptPassInput {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @Matches(WORDS)
  reason!: string;

  @IsUUID('all')
  photoUploadId!: string;

  @IsUUID('all')
  approverId!: string;
}
