import type { TemplateBody } from '@shared/check-in-template';
import { bilingual, closedForm } from './answers';
import { FOLLOW_UP, HEALTH_FIELDS, HEALTH_SCHEMAS } from './health-questions';

/** Two questions in the afternoon for students on campus. */
export const onCampusAfternoon: TemplateBody = {
  title: bilingual('校内午检', 'Afternoon check-in, on campus'),
  schema: closedForm(['temperature', 'symptoms'], {
    temperature: HEALTH_SCHEMAS.temperature,
    symptoms: HEALTH_SCHEMAS.symptoms,
  }),
  fields: [HEALTH_FIELDS.temperature, HEALTH_FIELDS.symptoms],
  rules: [FOLLOW_UP.fever, FOLLOW_UP.symptoms],
};
