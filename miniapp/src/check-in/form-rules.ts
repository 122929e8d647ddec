import type { Answers } from '@shared/check-in';
import type { FieldHint, JsonSchema, TemplateBody } from '@shared/check-in-template';
import { faultsIn, satisfies, type SchemaFault } from './schema';

type Answer = Answers[string];

/** The schema of one property, or undefined for a notice that asks nothing. */
export const propertyOf = (template: TemplateBody, key: string): JsonSchema | undefined =>
  (template.schema.properties as Record<string, JsonSchema> | undefined)?.[key];

/** The fields that are asked, going by the answers to those before them. */
export const askedFields = (template: TemplateBody, answers: Answers): FieldHint[] => {
  const soFar: Answers = {};
  return template.fields.filter((field) => {
    const asked = !field.askWhen || satisfies(field.askWhen, soFar);
    const answer = answers[field.key];
    if (asked && answer !== undefined) {
      soFar[field.key] = answer;
    }
    return asked;
  });
};

/** The answers that count: those of asked fields. */
export const countingAnswers = (template: TemplateBody, answers: Answers): Answers =>
  Object.fromEntries(
    askedFields(template, answers).flatMap(({ key }): [string, Answer][] => {
      const answer = answers[key];
      return answer === undefined || !propertyOf(template, key) ? [] : [[key, answer]];
    }),
  );

export const faultsOf = (template: TemplateBody, answers: Answers): SchemaFault[] =>
  faultsIn(template.schema, countingAnswers(template, answers));

export const isRequired = (template: TemplateBody, key: string): boolean => {
  const required = template.schema.required;
  return Array.isArray(required) && required.includes(key);
};

/** Answers that a form starts from: a report under correction as it stands, otherwise last time's facts only. */
export const startingAnswers = (template: TemplateBody, prefill: Answers, reported: Answers | null): Answers => {
  if (reported) {
    return { ...reported };
  }
  const facts = template.fields.filter(({ key, prefill: kind }) => kind === 'fact' && prefill[key] !== undefined);
  return Object.fromEntries(
    facts.flatMap(({ key }): [string, Answer][] => (prefill[key] === undefined ? [] : [[key, prefill[key]]])),
  );
};

/** The same answers under another version of the form: what it no longer asks is dropped. */
export const answersUnder = (template: TemplateBody, answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([key]) => template.fields.some((field) => field.key === key)));

export const addedFields = (before: TemplateBody, after: TemplateBody): FieldHint[] =>
  after.fields.filter(({ key }) => !before.fields.some((field) => field.key === key));

/** An option's value as the schema wants it: 'true' is a boolean where the property is one. */
export const typedOption = (template: TemplateBody, key: string, value: string): Answer => {
  const type = propertyOf(template, key)?.type;
  if (type === 'boolean') {
    return value === 'true';
  }
  if (type === 'integer' || type === 'number') {
    return Number(value);
  }
  return value;
};
