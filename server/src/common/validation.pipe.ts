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

const isTooDeep = (body: unknown): boolean => {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) {
      return true;
    }
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node) : []));
  }
  return false;
};

class BoundedValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && !Buffer.isBuffer(value) && isTooDeep(value)) {
      throw new DomainError('REQUEST_INVALID', { fields: [{ path: '', rule: 'depth', limit: MAX_DEPTH }] });
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
