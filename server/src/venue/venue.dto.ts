import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsString,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  HALL_SEXES,
  VENUE_KIND_LIMITS,
  VENUE_LIMITS,
  type HallInput,
  type HallSex,
  type OpeningHours,
  type VenueInput,
  type VenueKindInput,
  type Weekday,
} from '@shared/venue';
import { BilingualDto } from '../common/bilingual.dto';

export class VenueKindDto implements VenueKindInput {
  @IsString()
  @Matches(/^[a-z0-9]{1,16}$/)
  code!: string;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => BilingualDto)
  name!: BilingualDto;

  @IsInt()
  @Min(1)
  @Max(VENUE_KIND_LIMITS.dailyLimit)
  dailyLimit!: number;

  @IsInt()
  @Min(1)
  @Max(VENUE_KIND_LIMITS.breachLimit)
  breachLimit!: number;

  @IsInt()
  @Min(1)
  @Max(VENUE_KIND_LIMITS.breachDays)
  breachDays!: number;

  @IsInt()
  @Min(0)
  @Max(VENUE_KIND_LIMITS.coolDownHours)
  coolDownHours!: number;
}

class OpeningHoursDto implements OpeningHours {
  @IsInt()
  @Min(1)
  @Max(7)
  weekday!: Weekday;

  @IsInt()
  @Min(0)
  @Max(1440)
  opens!: number;

  @IsInt()
  @Min(0)
  @Max(1440)
  closes!: number;
}

class HallDto implements HallInput {
  /** null: a new one */
  @ValidateIf(({ id }: HallDto) => id !== null)
  @IsUUID('all')
  id!: string | null;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => BilingualDto)
  name!: BilingualDto;

  /** null: for everybody */
  @ValidateIf(({ sex }: HallDto) => sex !== null)
  @IsIn(HALL_SEXES)
  sex!: HallSex | null;

  @IsInt()
  @Min(0)
  @Max(VENUE_LIMITS.capacity)
  capacity!: number;
}

export class VenueDto implements VenueInput {
  @IsUUID('all')
  campusId!: string;

  @IsUUID('all')
  kindId!: string;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => BilingualDto)
  name!: BilingualDto;

  @IsInt()
  @Min(VENUE_LIMITS.shortestUseMinutes)
  @Max(VENUE_LIMITS.longestUseMinutes)
  useMinutes!: number;

  @IsArray()
  @ArrayMaxSize(VENUE_LIMITS.hours)
  @ValidateNested({ each: true })
  @Type(() => OpeningHoursDto)
  hours!: OpeningHoursDto[];

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(VENUE_LIMITS.halls)
  @ArrayUnique(({ id }: HallDto) => id ?? Symbol('a new one'))
  @ValidateNested({ each: true })
  @Type(() => HallDto)
  halls!: HallDto[];

  @IsArray()
  @ArrayMaxSize(VENUE_LIMITS.doors)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  doorGateIds!: string[];
}
