const words = (/** @type {number} */ maxLength) => ({ type: 'string', minLength: 1, maxLength });

export const BODY = {
  type: 'object',
  required: ['windowId', 'day', 'templateId', 'formTicket', 'answers'],
  additionalProperties: false,
  properties: {
    windowId: { type: 'string', format: 'uuid' },
    day: { type: 'string', format: 'date' },
    templateId: { type: 'string', format: 'uuid' },
    formTicket: words(100),
    answers: { type: 'object', maxProperties: 100 },
    location: {
      type: 'object',
      required: ['latitude', 'longitude', 'accuracy'],
      additionalProperties: false,
      properties: {
        latitude: { type: 'number', minimum: -90, maximum: 90 },
        longitude: { type: 'number', minimum: -180, maximum: 180 },
        accuracy: { type: 'number', minimum: 0 },
      },
    },
    noLocationReason: words(200),
    lateReason: words(200),
  },
};

export const HEADERS = {
  type: 'object',
  required: ['idempotency-key'],
  properties: { 'idempotency-key': { type: 'string', format: 'uuid' } },
};

const TITLE = { type: 'object', properties: { zh: { type: 'string' }, en: { type: 'string' } } };
const INSTANT = { type: 'string' };
const WINDOW = {
  type: 'object',
  nullable: true,
  properties: { id: { type: 'string' }, title: TITLE, opensAt: INSTANT, closesAt: INSTANT, lateUntil: INSTANT },
};

export const RECEIPT = {
  type: 'object',
  properties: {
    reportId: { type: 'string' },
    receiptNumber: { type: 'string' },
    version: { type: 'integer' },
    submittedAt: INSTANT,
    window: WINDOW,
    flags: { type: 'array', items: { type: 'string' } },
    cases: { type: 'array', items: { type: 'object', additionalProperties: true } },
    nextWindow: WINDOW,
  },
};
