import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { OVERRIDE_EFFECTS, type OverrideEffect, type OverrideInput } from '@shared/pass';

export class OverrideDto implements OverrideInput {
  @IsUUID('all')
  personId!: string;

  @IsIn(OVERRIDE_EFFECTS)
  effect!: OverrideEffect;

  @IsString()
  @MaxLength(500)
  // ten signs that say something, and nothing that the database cannot hold
  @Matches(/^(?=(\s*\S){10})[^\0]*$/u)
  reason!: string;
}

export class OverrideQuery {
  @IsOptional()
  @IsString()
  @MaxLength(300)
  cursor?: string;
}
