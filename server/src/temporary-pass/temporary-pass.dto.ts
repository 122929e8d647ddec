import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import {
  TEMPORARY_PASS_LIMITS,
  TEMPORARY_PASS_LISTS,
  type TemporaryPassInput,
  type TemporaryPassList,
} from '@shared/pass';

/** something must be said, and nothing that the database cannot hold */
const WORDS = /^(?=[^]*\S)[^\0]*$/;
const INSTANT = /T[\d:.]+(Z|[+-]\d\d:\d\d)$/;

export class TemporaryPassDto implements TemporaryPassInput {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @Matches(WORDS)
  reason!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(TEMPORARY_PASS_LIMITS.mostGates)
  @ArrayUnique((id: unknown) => String(id).toLowerCase())
  @IsUUID('all', { each: true })
  gateIds!: string[];

  @IsISO8601({ strict: true })
  @Matches(INSTANT)
  @MaxLength(35)
  startsAt!: string;

  @IsISO8601({ strict: true })
  @Matches(INSTANT)
  @MaxLength(35)
  endsAt!: string;

  @IsUUID('all')
  approverId!: string;
}

export class TemporaryPassQuery {
  @IsOptional()
  @IsIn(TEMPORARY_PASS_LISTS)
  list?: TemporaryPassList;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}
