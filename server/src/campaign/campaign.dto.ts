import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { CampaignInput, WindowInput } from '@shared/check-in';
import { PERSON_KINDS, PRESENCES, type PersonKind, type Presence } from '@shared/identity';
import { BilingualDto } from '../common/bilingual.dto';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class CampaignDto implements CampaignInput {
  @ValidateNested()
  @Type(() => BilingualDto)
  @IsNotEmpty()
  name!: BilingualDto;

  @ValidateNested()
  @Type(() => BilingualDto)
  @IsNotEmpty()
  legalGround!: BilingualDto;

  @Matches(DAY)
  @IsISO8601({ strict: true })
  startsOn!: string;

  @Matches(DAY)
  @IsISO8601({ strict: true })
  endsOn!: string;

  @Matches(DAY)
  @IsISO8601({ strict: true })
  retainUntil!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ArrayUnique()
  @IsIn(PERSON_KINDS, { each: true })
  audienceKinds!: PersonKind[];

  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  audienceUnitIds!: string[];
}

class WindowDto implements WindowInput {
  @Matches(/^[a-z][a-z0-9_]{1,40}$/)
  formKey!: string;

  @ValidateNested()
  @Type(() => BilingualDto)
  @IsNotEmpty()
  title!: BilingualDto;

  @IsIn(PERSON_KINDS)
  kind!: PersonKind;

  @IsOptional()
  @IsIn(PRESENCES)
  presence!: Presence | null;

  @IsOptional()
  @IsUUID('all')
  campusId!: string | null;

  @IsInt()
  @Min(0)
  @Max(1439)
  opensMinute!: number;

  @IsInt()
  @Min(1)
  @Max(1440)
  closesMinute!: number;

  @IsInt()
  @Min(1)
  @Max(1440)
  lateUntilMinute!: number;
}

export class WindowsDto {
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => WindowDto)
  items!: WindowDto[];
}
