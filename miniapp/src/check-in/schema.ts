import { Validator, type OutputUnit } from '@cfworker/json-schema';
import type { JsonSchema } from '@shared/check-in-template';

const compiled = new WeakMap<JsonSchema, Validator>();

/** Interprets the schema: the phone may not compile code. */
const validatorOf = (schema: JsonSchema): Validator => {
  const known = compiled.get(schema);
  if (known) {
    return known;
  }
  const validator = new Validator(schema, '2020-12', false);
  compiled.set(schema, validator);
  return validator;
};

export const satisfies = (schema: JsonSchema, instance: unknown): boolean =>
  validatorOf(schema).validate(instance).valid;

/** What one property fails: the keyword, and its bound where it has one. */
export interface SchemaFault {
  key: string;
  rule: string;
  limit?: string | number;
}

/** Keywords that only pass on what lies deeper. */
const CARRIERS = new Set([
  'properties',
  'items',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'then',
  'else',
  'dependentSchemas',
  '$ref',
]);

const boundAt = (schema: JsonSchema, keywordLocation: string): string | number | undefined => {
  const steps = keywordLocation.replace(/^#\/?/, '').split('/').filter(Boolean);
  const bound = steps.reduce<unknown>(
    (node, step) =>
      typeof node === 'object' && node !== null
        ? (node as Record<string, unknown>)[decodeURIComponent(step)]
        : undefined,
    schema,
  );
  return typeof bound === 'number' || typeof bound === 'string' ? bound : undefined;
};

const keyOf = ({ keyword, instanceLocation, error }: OutputUnit): string | undefined =>
  keyword === 'required' ? /"([^"]+)"/.exec(error)?.[1] : instanceLocation.split('/')[1];

/** The first fault of each property, in the order of the schema. */
export const faultsIn = (schema: JsonSchema, instance: unknown): SchemaFault[] => {
  const faults = new Map<string, SchemaFault>();
  for (const unit of validatorOf(schema).validate(instance).errors) {
    if (CARRIERS.has(unit.keyword)) {
      continue;
    }
    const key = keyOf(unit);
    if (key && !faults.has(key)) {
      faults.set(key, { key, rule: unit.keyword, limit: boundAt(schema, unit.keywordLocation) });
    }
  }
  return [...faults.values()];
};
