import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import type { Bilingual } from '@shared/bilingual';

/** Words in both languages. */
export class BilingualDto implements Bilingual {
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  @Matches(/^[^\0]*$/)
  zh!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  @Matches(/^[^\0]*$/)
  en!: string;
}
