import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import {
  CORRECTION_FIELDS,
  CORRECTION_STATES,
  type CorrectionField,
  type CorrectionRequest,
  type CorrectionState,
} from '@shared/identity';

/** something that can be read: no control characters, not only blanks */
const WORDS = /^[ \u3000]*[^\s\p{Cc}][^\p{Cc}]*$/u;
/** several lines, but no NUL and not only blanks */
const TEXT = /^\s*[^\s\0][^\0]*$/;
const NUMBER = /^[A-Za-z0-9_-]{1,32}$/;

export class CorrectionRequestDto implements CorrectionRequest {
  @IsIn(CORRECTION_FIELDS)
  field!: CorrectionField;

  @IsString()
  @Length(1, 64)
  @Matches(WORDS)
  wished!: string;

  @IsString()
  @Length(1, 200)
  @Matches(TEXT)
  reason!: string;
}

export class CorrectionDecisionDto {
  @IsBoolean()
  accepted!: boolean;

  @IsString()
  @Length(1, 200)
  @Matches(TEXT)
  answer!: string;

  /** what staff found to be right, where it differs from the wish */
  @IsOptional()
  @Matches(NUMBER)
  number?: string;

  @IsOptional()
  @IsString()
  @Length(1, 64)
  @Matches(WORDS)
  name?: string;

  @IsOptional()
  @IsUUID()
  unitId?: string;
}

export class CorrectionQuery {
  @IsOptional()
  @IsIn(CORRECTION_STATES)
  state?: CorrectionState;

  @IsOptional()
  @IsString()
  @MaxLength(400)
  cursor?: string;
}
