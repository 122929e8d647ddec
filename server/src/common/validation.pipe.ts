import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { FieldFault } from '@shared/errors';
import { DomainError } from './domain-error';

const MAX_FAULTS = 20;

const flatten = (errors: ValidationError[], parent = ''): FieldFault[] =>
  errors.flatMap(({ property, constraints, children }) => {
    const path = `${parent}/${property.slice(0, 64)}`;
    const own = Object.keys(constraints ?? {}).map((rule) => ({ path, rule }));
    return [...own, ...flatten(children ?? [], path)];
  });

/** The door of every route with a DTO class: unknown properties are refused, types are not guessed. */
export const requestValidation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new DomainError('REQUEST_INVALID', { fields: flatten(errors).slice(0, MAX_FAULTS) }),
  });
