import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsUUID, Max, Min, ValidateIf } from 'class-validator';
import { PERSON_KINDS, type PersonKind } from '@shared/identity';
import type { PassPolicy } from '@shared/pass';

export class PassPolicyDto implements PassPolicy {
  @IsInt()
  @Min(360)
  @Max(400)
  feverTenths!: number;

  @ValidateIf(({ checkInMaxAgeHours }: PassPolicyDto) => checkInMaxAgeHours !== null)
  @IsInt()
  @Min(1)
  @Max(168)
  checkInMaxAgeHours!: number | null;

  @IsArray()
  @ArrayMaxSize(2)
  @ArrayUnique()
  @IsIn(PERSON_KINDS, { each: true })
  exemptKinds!: PersonKind[];

  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique((id: unknown) => String(id).toLowerCase())
  @IsUUID('all', { each: true })
  exemptUnitIds!: string[];
}
