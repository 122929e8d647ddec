import { IsIn, IsOptional } from 'class-validator';
import { MISSING_MEANS, type MissingMeans } from '@shared/person-admin';

export class ImportQuery {
  @IsOptional()
  @IsIn(MISSING_MEANS)
  missingMeans?: MissingMeans;
}
