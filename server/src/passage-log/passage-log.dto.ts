import { IsIn, IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';

export class PassagesQuery {
  /** only what was refused */
  @IsOptional()
  @IsIn(['true', 'false'])
  refused?: 'true' | 'false';

  @IsOptional()
  @IsString()
  @MaxLength(300)
  cursor?: string;
}

/** A gate, a person, or both. */
export class WatchQuery extends PassagesQuery {
  @ValidateIf(({ gateId, personId }: WatchQuery) => gateId !== undefined || personId === undefined)
  @IsUUID('all')
  gateId?: string;

  @IsOptional()
  @IsUUID('all')
  personId?: string;
}
