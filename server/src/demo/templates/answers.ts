import type { Bilingual } from '@shared/bilingual';
import type { FieldOption, JsonSchema } from '@shared/check-in-template';

export const option = (value: string, zh: string, en: string): FieldOption => ({ value, label: { zh, en } });

/** One choice out of the options. */
export const oneOf = (options: readonly FieldOption[]): JsonSchema => ({
  type: 'string',
  enum: options.map(({ value }) => value),
});

/** Free words, short enough to be read by a counsellor on a phone. */
export const words = (maxLength: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength });

/** Mainland mobile numbers, extensions of the university and numbers from abroad. */
export const PHONE_NUMBER: JsonSchema = { type: 'string', pattern: '^[+]?[0-9]{5,15}$' };

/** Holds for answers in which the field has one of the values. */
export const answered = (key: string, values: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: { [key]: { type: 'string', enum: values } },
  required: [key],
});

/** A form's schema: closed, so that nothing is stored that was not asked. */
export const closedForm = (
  required: readonly string[],
  properties: Record<string, JsonSchema>,
  conditions: readonly JsonSchema[] = [],
): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required,
  properties,
  ...(conditions.length > 0 ? { allOf: conditions } : {}),
});

export const bilingual = (zh: string, en: string): Bilingual => ({ zh, en });
