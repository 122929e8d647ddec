import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsISO8601,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { BreachUndoInput } from '@shared/booking';
import type { VenueClosureInput } from '@shared/venue';
import { BilingualDto } from '../common/bilingual.dto';

/** far beyond what a month of a school can bring */
const MOST_BREACHES = 10_000_000;
const INSTANT = /T[\d:.]+(Z|[+-]\d\d:\d\d)$/;

export class CursorQuery {
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export class BreachUndoDto implements BreachUndoInput {
  @IsISO8601({ strict: true })
  @Matches(INSTANT)
  @MaxLength(35)
  from!: string;

  @IsISO8601({ strict: true })
  @Matches(INSTANT)
  @MaxLength(35)
  until!: string;

  /** null: every venue */
  @ValidateIf(({ venueId }: BreachUndoDto) => venueId !== null)
  @IsUUID('all')
  venueId!: string | null;

  @IsString()
  @Length(10, 500)
  @Matches(/^[^\0]*$/)
  reason!: string;

  @IsBoolean()
  dryRun!: boolean;

  /** null: in a dry run, and only there */
  @ValidateIf(({ dryRun, expected }: BreachUndoDto) => !dryRun || expected !== null)
  @IsInt()
  @Min(0)
  @Max(MOST_BREACHES)
  expected!: number | null;
}

export class VenueClosureDto implements VenueClosureInput {
  @IsISO8601({ strict: true })
  @Matches(INSTANT)
  @MaxLength(35)
  from!: string;

  @IsISO8601({ strict: true })
  @Matches(INSTANT)
  @MaxLength(35)
  until!: string;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => BilingualDto)
  reason!: BilingualDto;
}
