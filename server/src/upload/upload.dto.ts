import type { SchemaObject } from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';
import { IsOptional, MaxLength } from 'class-validator';
import { UPLOAD_PURPOSES } from '@shared/upload';

/** Whatever is missing or wrong in here is a wrong address, not a wrong request. */
export class AddressQuery {
  @IsOptional()
  @MaxLength(20)
  expires?: string;

  @IsOptional()
  @MaxLength(100)
  signature?: string;
}

export const UPLOAD_BODY: SchemaObject = {
  type: 'object',
  properties: {
    purpose: { type: 'string', enum: [...UPLOAD_PURPOSES] },
    slot: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,40}$' },
    file: { type: 'string', format: 'binary' },
  },
  required: ['purpose', 'file'],
};
