import Ajv from 'ajv/dist/2020';
import type { FieldHint, JsonSchema, TemplateBody, TemplateDifference } from '@shared/check-in-template';
import type { FieldFault } from '@shared/errors';
import { fieldFaults } from '../common/json-schema.pipe';
import { isBounded, subsetFaults } from './schema-subset';
import { compileTemplate } from './template-compiler.service';
import { TEMPLATE_BODY } from './template-body.schema';

const ajv = new Ajv({ allErrors: true, strict: true });
const isTemplateBody = ajv.compile<TemplateBody>(TEMPLATE_BODY);

interface FormSchema {
  type?: unknown;
  additionalProperties?: unknown;
  required?: unknown;
  properties?: Record<string, Record<string, unknown>>;
}

/**
 * Everything that makes a template unfit: its shape, schema words that the phone does not know, unsafe patterns,
 * questions without a schema or the other way round, options that the schema does not offer.
 */
export const templateFaults = (body: unknown): FieldFault[] => {
  if (!isTemplateBody(body)) {
    return fieldFaults(isTemplateBody.errors);
  }
  const words = [
    ...subsetFaults(body.schema, '/schema'),
    ...body.fields.flatMap(({ askWhen }, at) => (askWhen ? subsetFaults(askWhen, `/fields/${at}/askWhen`) : [])),
    ...body.rules.flatMap(({ when }, at) => subsetFaults(when, `/rules/${at}/when`)),
  ];
  const faults = words.length > 0 ? words : [...formFaults(body), ...ruleFaults(body)];
  return faults.length > 0 ? faults.slice(0, 20) : compileFaults(body);
};

const compileFaults = (body: TemplateBody): FieldFault[] => {
  const schemas: JsonSchema[] = [
    body.schema,
    ...body.rules.map(({ when }) => when),
    ...body.fields.flatMap(({ askWhen }) => (askWhen ? [askWhen] : [])),
  ];
  try {
    if (!schemas.every((schema) => ajv.validateSchema(schema) === true)) {
      return [{ path: '/schema', rule: 'compile' }];
    }
    compileTemplate(body);
    return [];
  } catch {
    return [{ path: '/schema', rule: 'compile' }];
  }
};

const formFaults = (body: TemplateBody): FieldFault[] => {
  const schema = body.schema as FormSchema;
  if (schema.type !== 'object' || schema.additionalProperties !== false || typeof schema.properties !== 'object') {
    return [{ path: '/schema', rule: 'closed' }];
  }
  const { properties } = schema;
  const asked = new Map(body.fields.map((field) => [field.key, field]));
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  return [
    ...Object.keys(properties)
      .filter((key) => !asked.has(key))
      .map((key) => fault(`/schema/properties/${key}`, 'asked')),
    ...required
      .filter((key) => !asked.has(key) || asked.get(key)?.askWhen !== undefined)
      .map((key) => fault(`/schema/required/${key}`, 'asked')),
    ...body.fields.flatMap((field, at) => questionFaults(field, `/fields/${at}`, properties[field.key])),
    // `toString` and its like are answers that every object has
    ...body.fields.filter(({ key }) => key in {}).map(({ key }) => fault(`/fields/${key}`, 'reserved')),
    ...repeated(body.fields.map(({ key }) => key)).map((key) => fault(`/fields/${key}`, 'unique')),
  ];
};

const fault = (path: string, rule: string): FieldFault => ({ path, rule });

const repeated = (keys: readonly string[]): string[] => keys.filter((key, at) => keys.indexOf(key) !== at);

const WIDGET_TYPES: Record<FieldHint['widget'], readonly unknown[]> = {
  temperature: ['integer'],
  single: ['string', 'boolean', 'integer'],
  multi: ['array'],
  text: ['string'],
  phone: ['string'],
  notice: ['boolean'],
};

const questionFaults = (field: FieldHint, at: string, schema: Record<string, unknown> | undefined): FieldFault[] => {
  if (!schema) {
    return [fault(`${at}/key`, 'schema')];
  }
  const faults: FieldFault[] = [];
  if (!WIDGET_TYPES[field.widget].includes(schema.type)) {
    faults.push(fault(`${at}/widget`, 'type'));
  }
  if (!isBounded(schema)) {
    faults.push(fault(`/schema/properties/${field.key}`, 'bounded'));
  }
  if (field.widget === 'temperature' && field.prefill !== 'never') {
    faults.push(fault(`${at}/prefill`, 'never'));
  }
  const offered = (schema.enum ?? (schema.items as { enum?: unknown } | undefined)?.enum) as unknown[] | undefined;
  if (
    !sameChoices(
      offered,
      field.options?.map(({ value }) => value),
      schema.type === 'boolean',
    )
  ) {
    faults.push(fault(`${at}/options`, 'enum'));
  }
  return faults;
};

const sameChoices = (offered: unknown[] | undefined, options: string[] | undefined, isBoolean: boolean): boolean => {
  const values = offered?.map(String) ?? (isBoolean && options ? ['true', 'false'] : undefined);
  if (values === undefined || options === undefined) {
    return values === undefined && options === undefined;
  }
  return values.length === options.length && values.every((value) => options.includes(value));
};

const ruleFaults = (body: TemplateBody): FieldFault[] => [
  ...repeated(body.rules.map(({ key }) => key)).map((key) => fault(`/rules/${key}`, 'unique')),
  ...prefilledHealth(body),
];

/** What a rule judges is about health and is asked anew: yesterday's answer would open no case, or the wrong one. */
const prefilledHealth = ({ fields, rules }: TemplateBody): FieldFault[] => {
  const judged = new Set(rules.flatMap(({ when }) => propertiesIn(when)));
  return fields.flatMap(({ key, prefill }, at) =>
    prefill === 'fact' && judged.has(key) ? [fault(`/fields/${at}/prefill`, 'never')] : [],
  );
};

const propertiesIn = (schema: unknown): string[] => {
  if (typeof schema !== 'object' || schema === null) {
    return [];
  }
  const { properties } = schema as FormSchema;
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(propertiesIn)];
};

/** What the new version asks anew, no longer asks, or asks otherwise. */
export const differenceOf = (before: TemplateBody, after: TemplateBody): TemplateDifference => {
  const old = questions(before);
  const fresh = questions(after);
  return {
    added: [...fresh.keys()].filter((key) => !old.has(key)),
    removed: [...old.keys()].filter((key) => !fresh.has(key)),
    changed: [...fresh.keys()].filter((key) => old.has(key) && old.get(key) !== fresh.get(key)),
    rulesChanged: canonical(before.rules) !== canonical(after.rules),
  };
};

const questions = (body: TemplateBody): Map<string, string> => {
  const { properties = {}, required } = body.schema as FormSchema;
  const demanded = Array.isArray(required) ? required : [];
  return new Map(
    body.fields.map((field) => [field.key, canonical([field, properties[field.key], demanded.includes(field.key)])]),
  );
};

/** JSON with sorted keys: the database gives them back in an order of its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
