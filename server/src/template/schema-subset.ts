import type { FieldFault } from '@shared/errors';

const MAX_DEPTH = 8;
const MAX_NODES = 3_000;
const MAX_TEXT = 500;
const MAX_ITEMS = 60;

/** Holds a schema, a list of schemas, or schemas by name. */
const SCHEMA_KEYWORDS = new Set(['if', 'then', 'else', 'not', 'items', 'contains']);
const SCHEMA_LIST_KEYWORDS = new Set(['allOf', 'anyOf', 'oneOf']);
const SCHEMA_MAP_KEYWORDS = new Set(['properties']);
const PLAIN_KEYWORDS = new Set(
  ['$schema', 'type', 'enum', 'const', 'title', 'description', 'required', 'additionalProperties'].concat(
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'pattern'],
    ['minItems', 'maxItems', 'minContains', 'maxContains', 'uniqueItems'],
  ),
);

/**
 * Anchored sequences of literals and character classes with bounded repeats: no group, no alternation,
 * no unbounded repeat, so that no answer can make the check slow.
 */
const SAFE_PATTERN =
  /^\^(?:(?:\[\^?(?:[\w +@.:/-]|\\[dw-])+\]|\\d|[\w @:/-])(?:\{\d{1,2}(?:,\d{1,2})?\}|\?)?){1,12}\$$/;
const MAX_PATTERN = 80;
const MAX_VARIABLE_REPEATS = 3;

export const isSafePattern = (pattern: unknown): boolean =>
  typeof pattern === 'string' &&
  pattern.length <= MAX_PATTERN &&
  (pattern.match(/\{\d+,\d+\}|\?/g) ?? []).length <= MAX_VARIABLE_REPEATS &&
  SAFE_PATTERN.test(pattern);

/** What a schema says beyond the part of JSON Schema that server and phone judge alike, or beyond its bounds. */
export const subsetFaults = (schema: unknown, at: string): FieldFault[] => {
  const faults: FieldFault[] = [];
  let nodes = 0;
  const visit = (node: unknown, path: string, depth: number): void => {
    nodes += 1;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) {
      faults.push({
        path: at,
        rule: depth > MAX_DEPTH ? 'depth' : 'size',
        limit: depth > MAX_DEPTH ? MAX_DEPTH : MAX_NODES,
      });
      return;
    }
    if (typeof node !== 'object' || node === null || Array.isArray(node)) {
      faults.push({ path, rule: 'schema' });
      return;
    }
    for (const [keyword, value] of Object.entries(node)) {
      visitKeyword(keyword, value, `${path}/${keyword.slice(0, 64)}`, depth);
    }
  };
  const visitKeyword = (keyword: string, value: unknown, path: string, depth: number): void => {
    if (faults.length >= 20) {
      return;
    }
    if (SCHEMA_KEYWORDS.has(keyword)) {
      visit(value, path, depth + 1);
    } else if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value)) {
      value.forEach((one, index) => visit(one, `${path}/${index}`, depth + 1));
    } else if (SCHEMA_MAP_KEYWORDS.has(keyword) && typeof value === 'object' && value !== null) {
      Object.entries(value).forEach(([name, one]) => visit(one, `${path}/${name.slice(0, 64)}`, depth + 1));
    } else if (!PLAIN_KEYWORDS.has(keyword)) {
      faults.push({ path, rule: 'keyword' });
    } else if (keyword === 'pattern' && !isSafePattern(value)) {
      faults.push({ path, rule: 'pattern' });
    }
  };
  visit(schema, at, 0);
  return faults.slice(0, 20);
};

interface AnswerSchema {
  type?: unknown;
  enum?: unknown[];
  const?: unknown;
  maxLength?: number;
  pattern?: string;
  maxItems?: number;
  uniqueItems?: boolean;
  items?: AnswerSchema;
}

/** Whether every answer that the schema accepts is small: texts, lists and numbers have bounds. */
export const isBounded = (schema: AnswerSchema): boolean => {
  switch (schema.type) {
    case 'boolean':
    case 'integer':
    case 'number':
      return true;
    case 'string':
      return (
        schema.enum !== undefined ||
        schema.const !== undefined ||
        (schema.maxLength ?? Infinity) <= MAX_TEXT ||
        schema.pattern !== undefined
      );
    case 'array':
      return (
        schema.items?.type === 'string' &&
        isBounded(schema.items) &&
        ((schema.maxItems ?? Infinity) <= MAX_ITEMS || (schema.uniqueItems === true && schema.items.enum !== undefined))
      );
    default:
      return false;
  }
};
