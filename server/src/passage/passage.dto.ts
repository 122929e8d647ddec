import { IsOptional, MaxLength } from 'class-validator';

/** Whatever is missing or wrong in here is a wrong address, not a wrong request. */
export class PhotoQuery {
  @IsOptional()
  @MaxLength(20)
  expires?: string;

  @IsOptional()
  @MaxLength(100)
  signature?: string;
}
