import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import type { FieldFault } from '@shared/errors';
import { DomainError } from './domain-error';

const MAX_FAULTS = 20;

const flatten = (errors: ValidationError[], parent = ''): FieldFault[] =>
  errors.flatMap(({ property, constraints, children }) => {
    const path = `${parent}/${property.slice(0, 64)}`;
    const own = Object.keys(constraints ?? {}).map((rule) => ({ path, rule }));
    return [...own, ...flatten(children ?? [], path)];
  });

/** Nothing that a client sends nests deeper; what follows this check walks bodies by recursion. */
const MAX_DEPTH = 64;
/** No object has more properties; what follows makes an error of each that it does not know. */
const MAX_PROPERTIES = 256;

/** Which bound of a body's shape is passed, or null. */
const shapeFault = (body: unknown): FieldFault | null => {
  if (body === null) {
    return { path: '', rule: 'object' };
  }
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) {
      return { path: '', rule: 'depth', limit: MAX_DEPTH };
    }
    const next: unknown[][] = [];
    for (const node of level.filter((one) => typeof one === 'object' && one !== null)) {
      const values: unknown[] = Object.values(node as object);
      if (!Array.isArray(node) && values.length > MAX_PROPERTIES) {
        return { path: '', rule: 'maxProperties', limit: MAX_PROPERTIES };
      }
      next.push(values);
    }
    level = next.flat();
  }
  return null;
};

class BoundedValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const fault = metadata.type === 'body' && !Buffer.isBuffer(value) ? shapeFault(value) : null;
    if (fault) {
      throw new DomainError('REQUEST_INVALID', { fields: [fault] });
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

/** The door of every route with a DTO class: unknown properties are refused, types are not guessed. */
export const requestValidation = (): ValidationPipe =>
  new BoundedValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new DomainError('REQUEST_INVALID', { fields: flatten(errors).slice(0, MAX_FAULTS) }),
  });
