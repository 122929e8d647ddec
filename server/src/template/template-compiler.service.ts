import { Injectable } from '@nestjs/common';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import type { Answers } from '@shared/check-in';
import type { FollowUpRule, JsonSchema, TemplateBody } from '@shared/check-in-template';
import type { FieldFault } from '@shared/errors';
import { fieldFaults } from '../common/json-schema.pipe';

/** A template whose schemas are functions. */
export interface CompiledTemplate {
  /** What is wrong with the answers: path, rule and bound, never a value. Empty when they are accepted. */
  faults(answers: Answers): FieldFault[];
  /** The rules that the answers meet: each is a case for a counsellor. */
  matchingRules(answers: Answers): FollowUpRule[];
}

const MAX_KEPT = 200;

/**
 * A validator of its own per template, so that a forgotten template is forgotten whole. The schemas themselves were
 * checked when the template was drafted; doing it again costs fifty times the compiling.
 */
const strictAjv = (): Ajv =>
  new Ajv({
    strict: true,
    strictTypes: true,
    strictTuples: true,
    allErrors: true,
    meta: false,
    validateSchema: false,
  });

/** @throws Error when a schema says something that the validator does not know */
export const compileTemplate = (body: TemplateBody): CompiledTemplate => {
  const ajv = strictAjv();
  const validate = ajv.compile<Answers>(body.schema);
  const compiled = (schema: JsonSchema): ValidateFunction => ajv.compile(schema);
  const fields = body.fields.map(({ key, askWhen }) => ({ key, isAsked: askWhen && compiled(askWhen) }));
  const isConditional = fields.some(({ isAsked }) => isAsked);
  const rules = body.rules.map((rule) => ({ rule, matches: compiled(rule.when) }));
  return {
    faults: (answers) => {
      if (!validate(answers)) {
        return fieldFaults(validate.errors);
      }
      return isConditional ? unaskedAnswers(fields, answers) : [];
    },
    matchingRules: (answers) => rules.filter(({ matches }) => matches(answers)).map(({ rule }) => rule),
  };
};

/** Answers to questions that the answers before them leave out. */
const unaskedAnswers = (
  fields: readonly { key: string; isAsked: ValidateFunction | undefined }[],
  answers: Answers,
): FieldFault[] => {
  const soFar: Answers = {};
  const faults: FieldFault[] = [];
  for (const { key, isAsked } of fields) {
    const answer = answers[key];
    if (answer === undefined) {
      continue;
    }
    if (isAsked && !isAsked(soFar)) {
      faults.push({ path: `/${key}`, rule: 'askWhen' });
    } else {
      soFar[key] = answer;
    }
  }
  return faults;
};

/** Compiles each template version once; a version never changes after it was published. */
@Injectable()
export class TemplateCompiler {
  private readonly kept = new Map<string, CompiledTemplate>();

  compiled(templateId: string, body: TemplateBody): CompiledTemplate {
    const known = this.kept.get(templateId);
    if (known) {
      return known;
    }
    const fresh = compileTemplate(body);
    const oldest = this.kept.keys().next();
    if (this.kept.size >= MAX_KEPT && !oldest.done) {
      this.kept.delete(oldest.value);
    }
    this.kept.set(templateId, fresh);
    return fresh;
  }
}
