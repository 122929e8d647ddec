import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsNotEmpty,
  IsUUID,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { ApproverRuleInput } from '@shared/return';
import { BilingualDto } from '../common/bilingual.dto';

export class ApproverRuleDto implements ApproverRuleInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  approverIds!: string[];

  @ValidateIf(({ notice }: ApproverRuleDto) => notice !== null)
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => BilingualDto)
  notice!: BilingualDto | null;
}
