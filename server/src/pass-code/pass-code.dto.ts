import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { DIRECTIONS, type Direction } from '@shared/gate';
import type { PassCodeRequest } from '@shared/pass-code';

export class PassCodeDto implements PassCodeRequest {
  @IsUUID('all')
  gateId!: string;

  @IsIn(DIRECTIONS)
  direction!: Direction;

  @IsBoolean()
  reserve!: boolean;
}
