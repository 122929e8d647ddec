const words = (maxLength: number): object => ({ type: 'string', minLength: 1, maxLength, pattern: '^[^\\u0000]*$' });

/** What a report may look like before its form is known: closed, and bounded in every direction. */
export const SUBMIT_REPORT_BODY = {
  type: 'object',
  required: ['windowId', 'day', 'templateId', 'formTicket', 'answers'],
  additionalProperties: false,
  properties: {
    windowId: { type: 'string', format: 'uuid' },
    day: { type: 'string', format: 'date' },
    templateId: { type: 'string', format: 'uuid' },
    formTicket: { type: 'string', minLength: 1, maxLength: 100 },
    answers: {
      type: 'object',
      maxProperties: 100,
      propertyNames: { maxLength: 64 },
      additionalProperties: {
        anyOf: [
          { type: 'string', maxLength: 2000 },
          { type: 'number' },
          { type: 'boolean' },
          { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 200 } },
        ],
      },
    },
    location: {
      type: 'object',
      required: ['latitude', 'longitude', 'accuracy'],
      additionalProperties: false,
      properties: {
        latitude: { type: 'number', minimum: -90, maximum: 90 },
        longitude: { type: 'number', minimum: -180, maximum: 180 },
        accuracy: { type: 'number', minimum: 0, maximum: 10_000_000 },
      },
    },
    noLocationReason: words(200),
    lateReason: words(200),
  },
};
