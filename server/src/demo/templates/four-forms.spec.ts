import { Validator } from '@cfworker/json-schema';
import Ajv2020 from 'ajv/dist/2020';
import { FORM_KEYS, type JsonSchema } from '@shared/check-in-template';
import { CHECK_IN_VECTORS } from '../../../../shared/test/check-in-vectors';
import { templateFaults } from '../../template/template.rules';
import { fourForms, UNIVERSITY_CAMPUSES } from './four-forms';

const forms = fourForms(UNIVERSITY_CAMPUSES);
const serverAccepts = (schema: JsonSchema, answers: unknown): boolean =>
  new Ajv2020({ strict: true, strictTypes: true }).compile(schema)(answers);
const phoneAccepts = (schema: JsonSchema, answers: unknown): boolean =>
  new Validator(schema, '2020-12').validate(answers).valid;

const keysOf = (schema: JsonSchema): string[] => Object.keys(schema.properties as object);

describe.each(FORM_KEYS)('the form %s', (key) => {
  const body = forms[key];

  it.each(CHECK_IN_VECTORS[key])('judges "$name" alike on server and phone', ({ answers, accepted }) => {
    expect({ server: serverAccepts(body.schema, answers), phone: phoneAccepts(body.schema, answers) }).toEqual({
      server: accepted,
      phone: accepted,
    });
  });

  it('meets the rules that an administrator’s own template must meet', () => {
    expect(templateFaults(body)).toEqual([]);
  });

  it('asks each property of its schema once, in both languages', () => {
    expect(body.fields.map((field) => field.key).sort()).toEqual(keysOf(body.schema).sort());
    for (const { label, help, options = [] } of body.fields) {
      for (const text of [label, ...(help ? [help] : []), ...options.map((option) => option.label)]) {
        expect(text.zh).toMatch(/\S/);
        expect(text.en).toMatch(/^[\x20-\x7e°’]+$/);
      }
    }
  });

  it('offers exactly the options that its schema accepts', () => {
    const properties = body.schema.properties as Record<string, { enum?: string[]; items?: { enum: string[] } }>;
    for (const { key: name, widget, options } of body.fields) {
      const listed = properties[name]?.enum ?? properties[name]?.items?.enum;
      expect(options?.map(({ value }) => value)).toEqual(listed);
      expect(['single', 'multi'].includes(widget)).toBe(listed !== undefined);
    }
  });

  it('never fills in a health answer', () => {
    const health = body.fields.filter(({ key: name }) =>
      ['temperature', 'symptoms', 'symptomDetail', 'contact', 'contactDetail', 'isolation', 'wantsTalk'].includes(name),
    );
    expect(new Set(health.map(({ prefill }) => prefill))).toEqual(new Set(['never']));
  });

  it('is answered by who is well in a few taps', () => {
    expect((body.schema.required as string[]).length).toBeLessThanOrEqual(5);
  });
});

describe('the follow-up rules', () => {
  const opened = (key: keyof typeof forms, answers: object): string[] =>
    forms[key].rules
      .filter(({ when }) => serverAccepts(when, answers) && phoneAccepts(when, answers))
      .map((rule) => rule.key);

  it('stay quiet for who is well', () => {
    expect(
      opened('off_campus_daily', { temperature: 372, symptoms: ['none'], contact: 'no', isolation: 'none' }),
    ).toEqual([]);
  });

  it('name fever from 37.3 °C on, symptoms, contact, isolation and the wish to talk', () => {
    expect(opened('on_campus_afternoon', { temperature: 373, symptoms: ['none'] })).toEqual(['fever']);
    expect(opened('on_campus_afternoon', { temperature: 366, symptoms: ['cough', 'rash'] })).toEqual(['symptoms']);
    expect(
      opened('off_campus_daily', {
        temperature: 366,
        symptoms: ['none'],
        contact: 'suspected',
        isolation: 'home',
        wantsTalk: 'yes',
      }),
    ).toEqual(['contact', 'isolation', 'wants_talk']);
  });
});
