import { WIDGETS } from '@shared/check-in-template';

const words = (maxLength: number): object => ({
  type: 'object',
  required: ['zh', 'en'],
  additionalProperties: false,
  properties: {
    zh: { type: 'string', minLength: 1, maxLength },
    en: { type: 'string', minLength: 1, maxLength },
  },
});

const key = { type: 'string', pattern: '^[a-z][A-Za-z0-9_]{0,39}$' };
const schema = { type: 'object' };

const option = {
  type: 'object',
  required: ['value', 'label'],
  additionalProperties: false,
  properties: { value: { type: 'string', minLength: 1, maxLength: 64 }, label: words(100) },
};

const field = {
  type: 'object',
  required: ['key', 'label', 'widget', 'prefill'],
  additionalProperties: false,
  properties: {
    key,
    label: words(200),
    help: words(300),
    widget: { type: 'string', enum: [...WIDGETS] },
    options: { type: 'array', minItems: 1, maxItems: 60, items: option },
    prefill: { type: 'string', enum: ['fact', 'never'] },
    askWhen: schema,
  },
};

const rule = {
  type: 'object',
  required: ['key', 'title', 'when', 'deadlineMinutes'],
  additionalProperties: false,
  properties: {
    key,
    title: words(100),
    when: schema,
    // five minutes to two weeks
    deadlineMinutes: { type: 'integer', minimum: 5, maximum: 20_160 },
    setsHold: { type: 'boolean' },
  },
};

/** The shape of a template body, with a bound on everything in it. */
export const TEMPLATE_BODY = {
  type: 'object',
  required: ['title', 'schema', 'fields', 'rules'],
  additionalProperties: false,
  properties: {
    title: words(100),
    schema,
    fields: { type: 'array', minItems: 1, maxItems: 60, items: field },
    rules: { type: 'array', maxItems: 20, items: rule },
  },
};
