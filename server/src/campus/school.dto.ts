import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

export class SchoolSearchQuery {
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @Matches(/^[^\0]*$/)
  search?: string;
}
