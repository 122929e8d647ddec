import fc from 'fast-check';
import { Validator } from '@cfworker/json-schema';
import type { Answers } from '@shared/check-in';
import type { FieldHint, JsonSchema, TemplateBody } from '@shared/check-in-template';
import { CHECK_IN_VECTORS } from '../../../shared/test/check-in-vectors';
import { fourForms, UNIVERSITY_CAMPUSES } from '../demo/templates/four-forms';
import { isSafePattern } from './schema-subset';
import { compileTemplate, TemplateCompiler } from './template-compiler.service';
import { differenceOf, templateFaults } from './template.rules';

const words = { zh: '字', en: 'word' };
const FIELD: FieldHint = { key: 'note', label: words, widget: 'text', prefill: 'never' };
const body = (wish: Partial<TemplateBody> = {}, properties: Record<string, JsonSchema> = {}): TemplateBody => ({
  title: words,
  schema: {
    type: 'object',
    additionalProperties: false,
    required: [],
    properties: { note: { type: 'string', maxLength: 10 }, ...properties },
  },
  fields: [FIELD],
  rules: [],
  ...wish,
});
const forms = Object.entries(fourForms(UNIVERSITY_CAMPUSES));
const rulesOf = (template: unknown): string[] => templateFaults(template).map(({ rule }) => rule);
const withSchema = (note: JsonSchema): TemplateBody => body({}, { note });

describe('a form template', () => {
  it.each(forms)('of the university passes: %s', (_, template) => {
    expect(templateFaults(template)).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['without a title', { ...body(), title: undefined }, 'required'],
    ['with something extra', { ...body(), script: 'x' }, 'additionalProperties'],
    ['with a field that has no schema', body({ fields: [FIELD, { ...FIELD, key: 'other' }] }), 'schema'],
    ['with a schema that no field asks', body({}, { other: { type: 'boolean' } }), 'asked'],
    [
      'with a required answer that is not always asked',
      body({ fields: [{ ...FIELD, askWhen: { type: 'object' } }], schema: { ...body().schema, required: ['note'] } }),
      'asked',
    ],
    ['with a form that takes anything', body({ schema: { type: 'object', properties: {} } }), 'closed'],
    ['with a field named like a method', body({ fields: [{ ...FIELD, key: 'toString' }] }), 'reserved'],
    ['with one field twice', body({ fields: [FIELD, FIELD] }), 'unique'],
    ['with text of any length', withSchema({ type: 'string' }), 'bounded'],
    ['with text of a million letters', withSchema({ type: 'string', maxLength: 1_000_000 }), 'bounded'],
    ['with a temperature as text', body({ fields: [{ ...FIELD, widget: 'temperature' }] }), 'type'],
    [
      'with a temperature prefilled',
      body({ fields: [{ ...FIELD, widget: 'temperature', prefill: 'fact' }] }, { note: { type: 'integer' } }),
      'never',
    ],
    [
      'with an answer prefilled that a rule judges',
      body({
        fields: [{ ...FIELD, prefill: 'fact' }],
        rules: [{ ...rule(), when: { not: { properties: { note: {} } } } }],
      }),
      'never',
    ],
    [
      'with options that the schema does not know',
      body({ fields: [{ ...FIELD, widget: 'single', options: [{ value: 'a', label: words }] }] }),
      'enum',
    ],
    ['with a reference', withSchema({ $ref: 'https://elsewhere' }), 'keyword'],
    ['with a word only one validator knows', withSchema({ type: 'string', maxLength: 5, format: 'email' }), 'keyword'],
    [
      'with a pattern that can be made slow',
      withSchema({ type: 'string', maxLength: 50, pattern: '^(a+)+$' }),
      'pattern',
    ],
    ['with a schema nested without end', body({ schema: deep(40) }), 'depth'],
    ['with a word in the wrong place', withSchema({ type: 'string', maxLength: 5, minimum: 3 }), 'compile'],
    ['with a bound that is none', withSchema({ type: 'string', maxLength: 5, minLength: 'x' }), 'compile'],
    ['with a rule twice', body({ rules: [rule(), rule()] }), 'unique'],
    ['with a deadline of a minute', body({ rules: [{ ...rule(), deadlineMinutes: 1 }] }), 'minimum'],
    [
      'with a hold that is neither set nor not',
      body({ rules: [{ ...rule(), setsHold: 'yes' as unknown as boolean }] }),
      'type',
    ],
  ])('is refused %s', (_, template, fault) => {
    expect(rulesOf(template)).toContain(fault);
  });

  it('may bring back facts that no rule judges', () => {
    expect(rulesOf(body({ fields: [{ ...FIELD, prefill: 'fact' }], rules: [rule()] }))).toEqual([]);
  });

  it('may hold whoever gives an answer', () => {
    expect(rulesOf(body({ rules: [{ ...rule(), setsHold: true }] }))).toEqual([]);
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (anything) => Array.isArray(templateFaults(anything))));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (schema) => Array.isArray(templateFaults({ ...body(), schema }))),
    );
  });
});

function rule(): TemplateBody['rules'][number] {
  return { key: 'r', title: words, when: { type: 'object' }, deadlineMinutes: 60 };
}

function deep(levels: number): JsonSchema {
  return levels === 0 ? {} : { not: deep(levels - 1) };
}

describe('a pattern', () => {
  it.each(['^1[0-9]{10}$', '^[+]?[0-9]{5,15}$', '^\\d{4}-\\d{2}$', '^[A-Z]{2}[0-9]?$'])('%s is safe', (pattern) => {
    expect(isSafePattern(pattern)).toBe(true);
  });

  it.each(['(a|a)*', '^a+$', '^.*$', '^(ab){2}$', 'abc', '^[a-z]*$', '^a{1,1000}$', '^a?b?c?d?$', 7])(
    '%s is not',
    (pattern) => {
      expect(isSafePattern(pattern)).toBe(false);
    },
  );
});

describe('answers to the four forms', () => {
  it.each(forms)('are judged by the server as by the phone: %s', (key, template) => {
    const compiled = compileTemplate(template);
    const phone = new Validator(template.schema, '2020-12');
    for (const { name, answers, accepted } of CHECK_IN_VECTORS[key as keyof typeof CHECK_IN_VECTORS]) {
      const faults = compiled.faults(answers as Answers).filter(({ rule }) => rule !== 'askWhen');
      expect([name, faults.length === 0, phone.validate(answers).valid]).toEqual([name, accepted, accepted]);
    }
  });

  it('are refused where the question was not asked', () => {
    const form = compileTemplate(fourForms(UNIVERSITY_CAMPUSES).off_campus_daily);
    const well = { temperature: 365, symptoms: ['none'], contact: 'no', isolation: 'none', phone: '12000000001' };
    expect(form.faults(well)).toEqual([]);
    expect(form.faults({ ...well, contactDetail: 'x' })).toEqual([{ path: '/contactDetail', rule: 'askWhen' }]);
    expect(form.matchingRules(well)).toEqual([]);
    expect(form.matchingRules({ ...well, temperature: 373, symptoms: ['cough'] }).map(({ key }) => key)).toEqual([
      'fever',
      'symptoms',
    ]);
  });
});

describe('a new version', () => {
  it('shows what it asks anew, no longer asks, or asks otherwise', () => {
    const more = body({ fields: [FIELD, { ...FIELD, key: 'other' }] }, { other: { type: 'boolean' } });
    expect(differenceOf(body(), more)).toEqual({ added: ['other'], removed: [], changed: [], rulesChanged: false });
    expect(differenceOf(more, body())).toEqual({ added: [], removed: ['other'], changed: [], rulesChanged: false });
    expect(differenceOf(body(), withSchema({ type: 'string', maxLength: 11 })).changed).toEqual(['note']);
    expect(differenceOf(body(), body({ schema: { ...body().schema, required: ['note'] } })).changed).toEqual(['note']);
    expect(differenceOf(body(), body({ rules: [rule()] })).rulesChanged).toBe(true);
  });

  it('is none when only the order of keys differs', () => {
    const turned = { ...FIELD, label: { en: 'word', zh: '字' } };
    expect(differenceOf(body(), body({ fields: [turned] }))).toEqual({
      added: [],
      removed: [],
      changed: [],
      rulesChanged: false,
    });
  });
});

describe('compiled templates', () => {
  it('are made once for each version, and the oldest is forgotten first', () => {
    const compiler = new TemplateCompiler();
    const first = compiler.compiled('0', body());
    expect(compiler.compiled('0', body())).toBe(first);
    for (let n = 1; n <= 200; n += 1) {
      compiler.compiled(String(n), body());
    }
    expect(compiler.compiled('0', body())).not.toBe(first);
  });
});
