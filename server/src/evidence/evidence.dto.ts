import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsNotEmpty, Matches, ValidateNested } from 'class-validator';
import type { EvidenceSlot } from '@shared/return';
import { BilingualDto } from '../common/bilingual.dto';

const KEY = /^[a-z][a-z0-9_]{0,40}$/;

class PaperDto {
  @Matches(KEY)
  key!: string;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => BilingualDto)
  label!: BilingualDto;
}

class EvidenceSlotDto implements EvidenceSlot {
  @Matches(KEY)
  key!: string;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => BilingualDto)
  title!: BilingualDto;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => BilingualDto)
  help!: BilingualDto;

  @IsBoolean()
  required!: boolean;

  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => PaperDto)
  papers!: PaperDto[];

  @IsIn(['code', 'list', 'paper'])
  sample!: EvidenceSlot['sample'];
}

export class EvidenceSlotsDto {
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => EvidenceSlotDto)
  items!: EvidenceSlotDto[];
}
