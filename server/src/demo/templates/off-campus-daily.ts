import type { FieldOption, TemplateBody } from '@shared/check-in-template';
import { bilingual, closedForm } from './answers';
import { campusField, campusSchema, FACT_FIELDS, FACT_SCHEMAS } from './fact-questions';
import { CONTACT_NEEDS_DETAIL, FOLLOW_UP, HEALTH_FIELDS, HEALTH_SCHEMAS } from './health-questions';

/** Once a day for students who are away: on holiday, on a placement, at home. */
export const offCampusDaily = (campuses: readonly FieldOption[]): TemplateBody => ({
  title: bilingual('校外每日打卡', 'Daily check-in, off campus'),
  schema: closedForm(
    ['temperature', 'symptoms', 'contact', 'isolation', 'phone'],
    {
      temperature: HEALTH_SCHEMAS.temperature,
      symptoms: HEALTH_SCHEMAS.symptoms,
      symptomDetail: HEALTH_SCHEMAS.symptomDetail,
      contact: HEALTH_SCHEMAS.contact,
      contactDetail: HEALTH_SCHEMAS.contactDetail,
      isolation: HEALTH_SCHEMAS.isolation,
      wantsTalk: HEALTH_SCHEMAS.wantsTalk,
      phone: FACT_SCHEMAS.phone,
      emergencyContact: FACT_SCHEMAS.emergencyContact,
      emergencyPhone: FACT_SCHEMAS.emergencyPhone,
      studentCategory: FACT_SCHEMAS.studentCategory,
      campus: campusSchema(campuses),
      tutor: FACT_SCHEMAS.tutor,
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
    HEALTH_FIELDS.wantsTalk,
    FACT_FIELDS.phone,
    FACT_FIELDS.emergencyContact,
    FACT_FIELDS.emergencyPhone,
    FACT_FIELDS.studentCategory,
    campusField(campuses),
    FACT_FIELDS.tutor,
    FACT_FIELDS.travelPlan,
    FACT_FIELDS.other,
  ],
  rules: [FOLLOW_UP.fever, FOLLOW_UP.symptoms, FOLLOW_UP.contact, FOLLOW_UP.isolation, FOLLOW_UP.wantsTalk],
});
