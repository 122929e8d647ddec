import { IsOptional, IsString, MaxLength } from 'class-validator';

export class AuditQuery {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}
