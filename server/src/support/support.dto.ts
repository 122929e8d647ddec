import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ERROR_STATUS, type ErrorCode } from '@shared/errors';
import type { FaqEntry, ServiceHall, SupportInput, Tutorial } from '@shared/support';
import { BilingualDto } from '../common/bilingual.dto';

const PHONE = /^[0-9+() /-]{0,40}$/;
const ADDRESS = /^https?:\/\/[^\s\p{Cc}]{1,190}$/u;
const ADDRESS_OR_NONE = /^(?:https?:\/\/[^\s\p{Cc}]{1,190})?$/u;
const KEY = /^[a-z][a-z0-9_.]{0,63}$/;
const ERROR_CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

class FaqDto implements FaqEntry {
  @Matches(KEY)
  key!: string;

  @ValidateNested()
  @Type(() => BilingualDto)
  @IsNotEmpty()
  question!: BilingualDto;

  @ValidateNested()
  @Type(() => BilingualDto)
  @IsNotEmpty()
  answer!: BilingualDto;

  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsIn(ERROR_CODES, { each: true })
  codes!: ErrorCode[];
}

class ServiceHallDto implements ServiceHall {
  @ValidateNested()
  @Type(() => BilingualDto)
  @IsNotEmpty()
  name!: BilingualDto;

  @ValidateNested()
  @Type(() => BilingualDto)
  @IsNotEmpty()
  place!: BilingualDto;

  @ValidateNested()
  @Type(() => BilingualDto)
  @IsNotEmpty()
  hours!: BilingualDto;
}

class TutorialDto implements Tutorial {
  @ValidateNested()
  @Type(() => BilingualDto)
  @IsNotEmpty()
  title!: BilingualDto;

  @Matches(ADDRESS)
  url!: string;
}

export class SupportDto implements SupportInput {
  @IsString()
  @Matches(PHONE)
  phone!: string;

  @IsString()
  @MaxLength(200)
  @Matches(ADDRESS_OR_NONE)
  website!: string;

  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique(({ key }: FaqDto) => key)
  @ValidateNested({ each: true })
  @Type(() => FaqDto)
  faq!: FaqDto[];

  @IsArray()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => ServiceHallDto)
  halls!: ServiceHallDto[];

  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => TutorialDto)
  tutorials!: TutorialDto[];
}
