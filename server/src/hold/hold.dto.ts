import { IsOptional, IsString, MaxLength } from 'class-validator';

export class HoldQuery {
  @IsOptional()
  @IsString()
  @MaxLength(300)
  cursor?: string;
}
