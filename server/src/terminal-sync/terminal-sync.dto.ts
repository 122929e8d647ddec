import { IsOptional, IsString, MaxLength } from 'class-validator';

export class StandingQuery {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}
