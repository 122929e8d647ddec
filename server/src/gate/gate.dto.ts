import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsString,
  IsUUID,
  Matches,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  ANTI_PASSBACK,
  DIRECTIONS,
  type AntiPassback,
  type BuildingInput,
  type Direction,
  type GateInput,
} from '@shared/gate';
import { BilingualDto } from '../common/bilingual.dto';

const CODE = /^[a-z0-9]{1,6}$/;

export class BuildingDto implements BuildingInput {
  @IsUUID('all')
  campusId!: string;

  @IsString()
  @Matches(CODE)
  code!: string;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => BilingualDto)
  name!: BilingualDto;
}

export class GateDto implements GateInput {
  @IsUUID('all')
  campusId!: string;

  @ValidateIf(({ buildingId }: GateDto) => buildingId !== null)
  @IsUUID('all')
  buildingId!: string | null;

  @IsString()
  @Matches(CODE)
  code!: string;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => BilingualDto)
  name!: BilingualDto;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ArrayUnique()
  @IsIn(DIRECTIONS, { each: true })
  directions!: Direction[];

  @IsBoolean()
  important!: boolean;

  @IsBoolean()
  insidePrivate!: boolean;

  @IsIn(ANTI_PASSBACK)
  antiPassback!: AntiPassback;
}

export class ClosureDto {
  /** null: the whole school */
  @ValidateIf(({ campusId }: ClosureDto) => campusId !== null)
  @IsUUID('all')
  campusId!: string | null;

  @IsBoolean()
  isClosed!: boolean;
}
