import { COORDINATE_SYSTEMS } from '@shared/return';

export const ARRIVAL_FIX_BODY = {
  type: 'object',
  required: ['latitude', 'longitude', 'accuracy', 'system'],
  additionalProperties: false,
  properties: {
    latitude: { type: 'number', minimum: -90, maximum: 90 },
    longitude: { type: 'number', minimum: -180, maximum: 180 },
    accuracy: { type: 'number', minimum: 0, maximum: 10_000_000 },
    system: { type: 'string', enum: [...COORDINATE_SYSTEMS] },
  },
};
