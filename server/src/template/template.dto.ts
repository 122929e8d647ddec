import { IsInt, IsObject, Matches, Max, Min } from 'class-validator';
import type { TemplateBody } from '@shared/check-in-template';

export class DraftDto {
  @Matches(/^[a-z][a-z0-9_]{1,40}$/)
  formKey!: string;

  /** checked whole by the rules of templates */
  @IsObject()
  body!: TemplateBody;
}

export class PublicationDto {
  /** how long the version before is still accepted, in hours */
  @IsInt()
  @Min(0)
  @Max(720)
  graceHours!: number;
}
