import { Type } from 'class-transformer';
import { IsIn, IsNotEmpty, IsString, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import type { DeviceKey, EnrolmentRequest, KeyRotation } from '@shared/terminal';

/** 32 bytes */
const COORDINATE = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const PRINTABLE = /^[ -~]+$/;

class DeviceKeyDto implements DeviceKey {
  @IsIn(['EC'])
  kty!: 'EC';

  @IsIn(['P-256'])
  crv!: 'P-256';

  @Matches(COORDINATE)
  x!: string;

  @Matches(COORDINATE)
  y!: string;
}

export class EnrolmentDto implements EnrolmentRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(40)
  code!: string;

  @ValidateNested()
  @Type(() => DeviceKeyDto)
  @IsNotEmpty()
  key!: DeviceKeyDto;

  @IsString()
  @Length(1, 64)
  @Matches(PRINTABLE)
  model!: string;
}

export class KeyRotationDto implements KeyRotation {
  @ValidateNested()
  @Type(() => DeviceKeyDto)
  @IsNotEmpty()
  key!: DeviceKeyDto;
}
