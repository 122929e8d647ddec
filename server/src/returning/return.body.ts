import { TRANSPORTS } from '@shared/return';

const words = (maxLength: number): object => ({ type: 'string', minLength: 1, maxLength, pattern: '^[^\\u0000]*$' });
const uuid = { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' };

/** What a draft may look like before its form is known: closed, and bounded in every direction. */
export const SAVE_DRAFT_BODY = {
  type: 'object',
  required: ['draft', 'revision'],
  additionalProperties: false,
  properties: {
    revision: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    draft: {
      type: 'object',
      additionalProperties: false,
      properties: {
        returnsAt: { type: 'string', format: 'date-time', maxLength: 30 },
        campusId: uuid,
        transport: { type: 'string', enum: [...TRANSPORTS] },
        transportNumber: words(20),
        seat: words(20),
        origin: words(60),
        approverId: uuid,
        answers: {
          type: 'object',
          maxProperties: 60,
          propertyNames: { maxLength: 64 },
          additionalProperties: {
            anyOf: [
              { type: 'string', maxLength: 500 },
              { type: 'number' },
              { type: 'boolean' },
              { type: 'array', maxItems: 60, items: { type: 'string', maxLength: 100 } },
            ],
          },
        },
        evidence: {
          type: 'object',
          maxProperties: 20,
          propertyNames: { maxLength: 41 },
          additionalProperties: {
            type: 'object',
            required: ['uploadId', 'paper'],
            additionalProperties: false,
            properties: {
              uploadId: uuid,
              paper: { anyOf: [{ type: 'string', maxLength: 41 }, { type: 'null' }] },
            },
          },
        },
      },
    },
  },
};
