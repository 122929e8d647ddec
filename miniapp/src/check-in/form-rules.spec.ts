import { TEMPLATE } from '../../test/sample-form';
import {
  addedFields,
  answersUnder,
  askedFields,
  countingAnswers,
  faultsOf,
  startingAnswers,
  typedOption,
} from './form-rules';

const well = { temperature: 365, symptoms: ['none'], phone: '12000000001', acknowledged: true };
const keys = (fields: { key: string }[]): string[] => fields.map(({ key }) => key);

describe('the questions of a form', () => {
  it('leave out what only the unwell are asked', () => {
    expect(keys(askedFields(TEMPLATE, well))).not.toContain('detail');
  });

  it('ask further once an answer calls for it', () => {
    expect(keys(askedFields(TEMPLATE, { ...well, symptoms: ['fever'] }))).toContain('detail');
  });

  it('drop an answer whose question went away', () => {
    expect(countingAnswers(TEMPLATE, { ...well, detail: '昨晚' })).toEqual(well);
  });
});

describe('the answers', () => {
  it('are complete for who is well', () => {
    expect(faultsOf(TEMPLATE, well)).toEqual([]);
  });

  it.each([
    ['a missing one', { phone: undefined }, { key: 'phone', rule: 'required' }],
    ['a temperature of 20', { temperature: 200 }, { key: 'temperature', rule: 'minimum', limit: 340 }],
    ['a temperature of 45', { temperature: 450 }, { key: 'temperature', rule: 'maximum', limit: 430 }],
    ['letters in a phone number', { phone: 'abc' }, { key: 'phone', rule: 'pattern' }],
    ['a notice that was not read', { acknowledged: false }, { key: 'acknowledged', rule: 'const' }],
    ['no detail of a fever', { symptoms: ['fever'] }, { key: 'detail', rule: 'required' }],
    ['an unknown symptom', { symptoms: ['boredom'] }, { key: 'symptoms', rule: 'enum' }],
  ])('are refused for %s, at its own field', (_name, part, fault) => {
    const answers = Object.fromEntries(
      Object.entries({ ...well, ...part }).filter(([, answer]) => answer !== undefined),
    );
    const faults = faultsOf(TEMPLATE, answers as typeof well);
    expect(faults).toEqual([expect.objectContaining(fault)]);
  });
});

describe('a form that is opened', () => {
  it('takes over the facts of last time, never a health answer', () => {
    expect(startingAnswers(TEMPLATE, { phone: '12000000001', temperature: 365, symptoms: ['none'] }, null)).toEqual({
      phone: '12000000001',
    });
  });

  it('starts a correction from the report as it stands', () => {
    expect(startingAnswers(TEMPLATE, {}, well)).toEqual(well);
  });
});

describe('a newer version of the form', () => {
  const newer = {
    ...TEMPLATE,
    fields: [
      ...TEMPLATE.fields.slice(1),
      { key: 'sleep', label: { zh: '睡眠', en: 'Sleep' }, widget: 'text' as const, prefill: 'never' as const },
    ],
  };

  it('names what is new', () => {
    expect(keys(addedFields(TEMPLATE, newer))).toEqual(['sleep']);
  });

  it('keeps the answers that it still asks for', () => {
    expect(answersUnder(newer, well)).toEqual({ symptoms: ['none'], phone: '12000000001', acknowledged: true });
  });
});

describe('an option', () => {
  it('becomes what the schema wants', () => {
    expect([typedOption(TEMPLATE, 'vaccinated', 'true'), typedOption(TEMPLATE, 'phone', 'true')]).toEqual([
      true,
      'true',
    ]);
  });
});
