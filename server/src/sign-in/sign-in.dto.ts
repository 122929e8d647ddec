import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, Length, Matches, ValidateNested } from 'class-validator';
import type { BindCard, Device, PlatformSignIn, SignIn } from '@shared/identity';
import { newId } from '../common/id';

/** no NUL: PostgreSQL has no place for it */
const TEXT = /^[^\0]*$/;
const SCHOOL_CODE_MAX = 32;
const NUMBER_MAX = 32;
const PASSWORD_MAX = 256;
const TICKET_MAX = 4096;

export class DeviceDto implements Device {
  @IsString()
  @Length(1, 64)
  @Matches(TEXT)
  id!: string;

  @IsString()
  @Length(1, 64)
  @Matches(TEXT)
  name!: string;
}

export class SignInDto implements SignIn {
  @IsString()
  @Length(1, SCHOOL_CODE_MAX)
  @Matches(TEXT)
  schoolCode!: string;

  @IsString()
  @Length(1, NUMBER_MAX)
  @Matches(TEXT)
  number!: string;

  @IsString()
  @Length(1, PASSWORD_MAX)
  password!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => DeviceDto)
  device!: DeviceDto;
}

export class PlatformSignInDto implements PlatformSignIn {
  @IsIn(['alipay', 'weapp'])
  platform!: 'alipay' | 'weapp';

  @IsString()
  @Length(1, 256)
  code!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => DeviceDto)
  device!: DeviceDto;
}

export class BindCardDto implements BindCard {
  @IsString()
  @Length(1, TICKET_MAX)
  ticket!: string;

  @IsString()
  @Length(1, SCHOOL_CODE_MAX)
  @Matches(TEXT)
  schoolCode!: string;

  @IsString()
  @Length(1, NUMBER_MAX)
  @Matches(TEXT)
  number!: string;

  @IsString()
  @Length(1, PASSWORD_MAX)
  password!: string;
}

export class CardChoiceDto {
  @IsString()
  @Length(1, TICKET_MAX)
  ticket!: string;

  @Matches(/^[0-9]{4}$/)
  lastFour!: string;
}

export class SetPasswordDto {
  @IsString()
  @Length(1, TICKET_MAX)
  ticket!: string;

  @IsString()
  @Length(1, PASSWORD_MAX)
  newPassword!: string;
}

export class TicketDto {
  @IsString()
  @Length(1, TICKET_MAX)
  ticket!: string;
}

export class TotpDto extends TicketDto {
  @Matches(/^[0-9]{6}$/)
  code!: string;
}

/** A browser that came by a code or a link may not have said yet which device it is. */
class RedemptionDto {
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DeviceDto)
  device?: DeviceDto;

  @IsString()
  @Length(1, PASSWORD_MAX)
  newPassword!: string;
}

export class PasswordResetDto extends RedemptionDto {
  @IsString()
  @Length(1, SCHOOL_CODE_MAX)
  @Matches(TEXT)
  schoolCode!: string;

  @IsString()
  @Length(1, NUMBER_MAX)
  @Matches(TEXT)
  number!: string;

  @IsString()
  @Length(1, 64)
  code!: string;
}

export class InvitationDto extends RedemptionDto {
  @IsString()
  @Length(1, 128)
  token!: string;
}

export class PasswordChangeDto {
  @IsString()
  @Length(1, PASSWORD_MAX)
  currentPassword!: string;

  @IsString()
  @Length(1, PASSWORD_MAX)
  newPassword!: string;
}

export const deviceOf = ({ device }: { device?: Device }): Device => device ?? { id: newId(), name: 'H5' };
