import { Injectable, type PipeTransform } from '@nestjs/common';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { FieldFault } from '@shared/errors';
import { DomainError } from './domain-error';

const MAX_FAULTS = 20;

const ajv = new Ajv({ allErrors: false, strict: true, removeAdditional: false });
addFormats(ajv, ['uuid', 'date', 'date-time']);

/** Where and which rule; never the value that was sent. */
export const fieldFaults = (errors: ErrorObject[] | null | undefined): FieldFault[] =>
  (errors ?? []).slice(0, MAX_FAULTS).map(({ instancePath, keyword, params }) => {
    const inner = (params.missingProperty ?? params.additionalProperty) as string | undefined;
    const limit = params.limit as number | undefined;
    return {
      path: inner === undefined ? instancePath : `${instancePath}/${inner.slice(0, 64)}`,
      rule: keyword,
      ...(limit === undefined ? {} : { limit }),
    };
  });

/** A body check compiled once, for the routes where people queue. */
@Injectable()
export class JsonSchemaPipe<T> implements PipeTransform<unknown, T> {
  private readonly validate: ValidateFunction<T>;

  constructor(readonly schema: object) {
    this.validate = ajv.compile<T>(schema);
  }

  transform(body: unknown): T {
    if (!this.validate(body)) {
      throw new DomainError('REQUEST_INVALID', { fields: fieldFaults(this.validate.errors) });
    }
    return body;
  }
}
