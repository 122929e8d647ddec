import { DIRECTIONS } from '@shared/gate';
import { PASSAGE_MEANS, TERMINAL_LIMITS } from '@shared/terminal';
import { VERDICTS } from '@shared/verdict';

/** A picture of squares holds three kilobytes at most; whoever sends more is answered all the same. */
const LONGEST_TEXT = 16_384;

const key = {
  bootId: { type: 'string', format: 'uuid' },
  sequence: { type: 'integer', minimum: 1, maximum: 2_147_483_647 },
};
const code = { type: 'string', minLength: 1, maxLength: LONGEST_TEXT };
const number = { type: 'string', minLength: 1, maxLength: TERMINAL_LIMITS.longestNumber, pattern: '^[^\\u0000]*$' };
/** how a number is known */
const means = { type: 'string', enum: ['number', 'face'] };
const direction = { type: 'string', enum: [...DIRECTIONS] };
const instant = { type: 'string', format: 'date-time', maxLength: 40 };
/** what is outside the limits of a body is told apart from what is no number at all */
const temperatureTenths = { type: 'integer', minimum: -10_000, maximum: 10_000 };

export const SCAN_BODY = {
  type: 'object',
  required: ['bootId', 'sequence', 'at'],
  additionalProperties: false,
  properties: { ...key, at: instant, code, number, means, direction, temperatureTenths },
  oneOf: [
    { properties: { code, number: false, means: false }, required: ['code'] },
    { properties: { number, code: false }, required: ['number'] },
  ],
};

const EVENT = {
  type: 'object',
  required: [
    'bootId',
    'sequence',
    'scanSequence',
    'at',
    'offsetMs',
    'gateId',
    'means',
    'direction',
    'verdict',
    'temperatureTenths',
  ],
  additionalProperties: false,
  properties: {
    ...key,
    scanSequence: { anyOf: [key.sequence, { type: 'null' }] },
    at: instant,
    offsetMs: { anyOf: [{ type: 'integer', minimum: -8.64e14, maximum: 8.64e14 }, { type: 'null' }] },
    gateId: { type: 'string', format: 'uuid' },
    means: { type: 'string', enum: [...PASSAGE_MEANS] },
    code,
    number,
    direction,
    verdict: { type: 'string', enum: [...VERDICTS] },
    temperatureTenths: { anyOf: [temperatureTenths, { type: 'null' }] },
  },
  oneOf: [
    { properties: { means: { const: 'code' }, code, number: false }, required: ['code'] },
    { properties: { means, number, code: false }, required: ['number'] },
  ],
};

export const EVENT_BATCH_BODY = {
  type: 'object',
  required: ['sentAt', 'events'],
  additionalProperties: false,
  properties: {
    sentAt: instant,
    events: { type: 'array', minItems: 1, maxItems: TERMINAL_LIMITS.eventsABatch, items: EVENT },
  },
};
