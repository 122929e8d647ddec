export const SCAN_BODY = {
  type: 'object',
  required: ['bootId', 'sequence', 'at', 'code'],
  additionalProperties: false,
  properties: {
    bootId: { type: 'string', format: 'uuid' },
    sequence: { type: 'integer', minimum: 1 },
    at: { type: 'string', format: 'date-time' },
    code: { type: 'string', minLength: 1, maxLength: 16_384 },
    direction: { type: 'string', enum: ['in', 'out'] },
    temperatureTenths: { type: 'integer', minimum: 340, maximum: 420 },
  },
};

const BILINGUAL = { type: 'object', properties: { zh: { type: 'string' }, en: { type: 'string' } } };

export const SCAN_ANSWER = {
  type: 'object',
  properties: {
    verdict: { type: 'string' },
    admitted: { type: 'boolean' },
    words: { type: 'object', properties: { title: BILINGUAL, next: BILINGUAL } },
    direction: { type: 'string', nullable: true },
    maskedName: { type: 'string', nullable: true },
    photo: { type: 'string', nullable: true },
    keptUntil: { type: 'string', nullable: true },
  },
};
