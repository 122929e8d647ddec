import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import {
  CARD_STATES,
  PERSON_KINDS,
  PERSON_STATES,
  PRESENCES,
  type CardState,
  type PersonKind,
  type PersonState,
  type Presence,
} from '@shared/identity';
import { STAFF_ROLES, type StaffRole } from '@shared/permissions';

export class PeopleQuery {
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @Matches(/^[^\0]*$/)
  search?: string;

  @IsOptional()
  @IsIn(PERSON_STATES)
  state?: PersonState;

  @IsOptional()
  @IsString()
  @MaxLength(400)
  cursor?: string;
}

export class StateDto {
  @IsIn(PERSON_STATES)
  state!: PersonState;
}

export class CardStateDto {
  @IsIn(CARD_STATES)
  state!: CardState;
}

export class PresenceDto {
  @IsIn(PRESENCES)
  presence!: Presence;

  /** only with on_campus; the home campus otherwise */
  @IsOptional()
  @IsUUID()
  campusId?: string;
}

export class PresenceBatchDto {
  @IsIn(PRESENCES)
  presence!: Presence;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true })
  unitIds!: string[];

  @IsOptional()
  @IsIn(PERSON_KINDS)
  kind?: PersonKind;
}

export class GrantDto {
  @IsUUID()
  personId!: string;

  @IsIn(STAFF_ROLES)
  role!: StaffRole;

  /** for counsellors: the unit they follow */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

export class GrantQuery {
  @IsOptional()
  @IsString()
  @MaxLength(400)
  cursor?: string;
}
