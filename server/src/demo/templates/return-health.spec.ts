import { Validator } from '@cfworker/json-schema';
import Ajv2020 from 'ajv/dist/2020';
import type { Answers } from '@shared/check-in';
import { compileTemplate } from '../../template/template-compiler.service';
import { templateFaults } from '../../template/template.rules';
import { returnHealth } from './return-health';

const WELL: Answers = {
  ...{ temperature: 365, symptoms: ['none'], contact: 'no', isolation: 'none', riskArea: 'no' },
  phone: '12000000001',
};
const VECTORS: [string, Answers, boolean][] = [
  ['all well', WELL, true],
  ['with a contact and where', { ...WELL, contact: 'suspected', contactDetail: '9月1日，家里' }, true],
  ['with a contact and nothing more', { ...WELL, contact: 'suspected' }, false],
  ['with symptoms and none at once', { ...WELL, symptoms: ['none', 'cough'] }, false],
  ['too hot to be true', { ...WELL, temperature: 500 }, false],
  ['with something that nobody asked', { ...WELL, ethnicGroup: 'x' }, false],
];

describe('the form of the return application', () => {
  it.each(VECTORS)('judges answers %s alike on server and phone', (_, answers, accepted) => {
    expect(new Ajv2020({ strict: true }).compile(returnHealth.schema)(answers)).toBe(accepted);
    expect(new Validator(returnHealth.schema, '2020-12').validate(answers).valid).toBe(accepted);
  });

  it('meets the rules that an administrator’s own template must meet', () => {
    expect(templateFaults(returnHealth)).toEqual([]);
  });

  it('marks whoever is unwell or was in a risk area, and nobody else', () => {
    const marks = (answers: Answers): string[] =>
      compileTemplate(returnHealth)
        .matchingRules(answers)
        .map(({ key }) => key);
    expect(marks(WELL)).toEqual([]);
    expect(marks({ ...WELL, temperature: 373, riskArea: 'stayed' })).toEqual(['fever', 'risk_area']);
  });
});
