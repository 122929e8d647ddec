/** What somebody wishes to book. */
export const BOOKING_BODY = {
  type: 'object',
  required: ['hallId'],
  additionalProperties: false,
  properties: { hallId: { type: 'string', format: 'uuid' } },
};
