import { IsInt, IsISO8601, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import type { BootRequest, Heartbeat } from '@shared/terminal';

/** a device without a battery begins in 1970 */
const INSTANT = /^(19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;
const PRINTABLE = /^[ -~]+$/;
const MOST = 2_147_483_647;

export class BootDto implements BootRequest {
  @IsUUID('all')
  bootId!: string;

  @IsInt()
  @Min(1)
  @Max(MOST)
  bootNumber!: number;
}

export class HeartbeatDto implements Heartbeat {
  @IsUUID('all')
  bootId!: string;

  @Matches(INSTANT)
  @IsISO8601({ strict: true })
  sentAt!: string;

  @IsInt()
  @Min(0)
  @Max(MOST)
  queuedEvents!: number;

  @IsString()
  @Length(1, 32)
  @Matches(PRINTABLE)
  version!: string;
}
