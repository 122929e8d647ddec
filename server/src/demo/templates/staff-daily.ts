import type { FieldOption, TemplateBody } from '@shared/check-in-template';
import { bilingual, closedForm } from './answers';
import { campusField, campusSchema, FACT_FIELDS, FACT_SCHEMAS } from './fact-questions';
import { CONTACT_NEEDS_DETAIL, FOLLOW_UP, HEALTH_FIELDS, HEALTH_SCHEMAS } from './health-questions';

/** Once a day for staff, wherever they are. */
export const staffDaily = (campuses: readonly FieldOption[]): TemplateBody => ({
  title: bilingual('教职工每日打卡', 'Daily check-in, staff'),
  schema: closedForm(
    ['temperature', 'symptoms', 'contact', 'isolation', 'phone'],
    {
      temperature: HEALTH_SCHEMAS.temperature,
      symptoms: HEALTH_SCHEMAS.symptoms,
      symptomDetail: HEALTH_SCHEMAS.symptomDetail,
      contact: HEALTH_SCHEMAS.contact,
      contactDetail: HEALTH_SCHEMAS.contactDetail,
      isolation: HEALTH_SCHEMAS.isolation,
      phone: FACT_SCHEMAS.phone,
      workplace: FACT_SCHEMAS.workplace,
      campus: campusSchema(campuses),
      travelPlan: FACT_SCHEMAS.travelPlan,
      other: FACT_SCHEMAS.other,
    },
    [CONTACT_NEEDS_DETAIL],
  ),
  fields: [
    HEALTH_FIELDS.temperature,
    HEALTH_FIELDS.symptoms,
    HEALTH_FIELDS.symptomDetail,
    HEALTH_FIELDS.contact,
    HEALTH_FIELDS.contactDetail,
    HEALTH_FIELDS.isolation,
    FACT_FIELDS.phone,
    FACT_FIELDS.workplace,
    campusField(campuses),
    FACT_FIELDS.travelPlan,
    FACT_FIELDS.other,
  ],
  rules: [FOLLOW_UP.fever, FOLLOW_UP.symptoms, FOLLOW_UP.contact, FOLLOW_UP.isolation],
});
