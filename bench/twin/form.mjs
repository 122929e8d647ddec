import { fromServer } from '../rig/from-server.mjs';

const Ajv = fromServer('ajv/dist/2020').default;

/**
 * The published form as one function.
 * @param {{ schema: object, fields: { key: string, askWhen?: object }[], rules: { when: object }[] }} template
 * @returns {(answers: Record<string, unknown>) => 'refused' | 'healthy' | 'abnormal'}
 */
export function compileForm({ schema, fields, rules }) {
  const ajv = new Ajv();
  const isValid = ajv.compile(schema);
  const conditions = fields.map(({ key, askWhen }) => ({ key, isAsked: askWhen ? ajv.compile(askWhen) : null }));
  const alarms = rules.map(({ when }) => ajv.compile(when));
  return (answers) => {
    if (!isValid(answers) || !wereAllAsked(conditions, answers)) {
      return 'refused';
    }
    return alarms.some((matches) => matches(answers)) ? 'abnormal' : 'healthy';
  };
}

/**
 * A question may hang on the answers before it.
 * @param {{ key: string, isAsked: ((answers: object) => boolean) | null }[]} conditions
 * @param {Record<string, unknown>} answers
 */
function wereAllAsked(conditions, answers) {
  /** @type {Record<string, unknown>} */
  const soFar = {};
  for (const { key, isAsked } of conditions) {
    if (answers[key] === undefined) {
      continue;
    }
    if (isAsked && !isAsked(soFar)) {
      return false;
    }
    soFar[key] = answers[key];
  }
  return true;
}
