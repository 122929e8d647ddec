import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { UNIT_KINDS, type CampusInput, type UnitInput, type UnitKind } from '@shared/unit';
import { BilingualDto } from '../common/bilingual.dto';

const CODE = /^[A-Za-z0-9_-]{1,32}$/;
const codeOf = ({ code }: { code: string }): string => code;

class CampusDto implements CampusInput {
  @Matches(CODE)
  code!: string;

  @ValidateNested()
  @Type(() => BilingualDto)
  @IsNotEmpty()
  name!: BilingualDto;
}

export class CampusesDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique(codeOf)
  @ValidateNested({ each: true })
  @Type(() => CampusDto)
  items!: CampusDto[];
}

class UnitDto implements UnitInput {
  @Matches(CODE)
  code!: string;

  @IsIn(UNIT_KINDS)
  kind!: UnitKind;

  @ValidateNested()
  @Type(() => BilingualDto)
  @IsNotEmpty()
  name!: BilingualDto;

  @ValidateIf(({ parentCode }: UnitDto) => parentCode !== null)
  @Matches(CODE)
  parentCode!: string | null;
}

export class UnitsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique(codeOf)
  @ValidateNested({ each: true })
  @Type(() => UnitDto)
  items!: UnitDto[];
}

export class UnitQuery {
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @Matches(/^[^\0]*$/)
  search?: string;

  @IsOptional()
  @IsString()
  @MaxLength(400)
  cursor?: string;
}
