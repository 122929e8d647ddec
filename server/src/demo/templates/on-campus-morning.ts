import type { FieldOption, TemplateBody } from '@shared/check-in-template';
import { bilingual, closedForm } from './answers';
import { campusField, campusSchema, FACT_FIELDS, FACT_SCHEMAS } from './fact-questions';
import { CONTACT_NEEDS_DETAIL, FOLLOW_UP, HEALTH_FIELDS, HEALTH_SCHEMAS } from './health-questions';

/** The long form of the day for students on campus. */
export const onCampusMorning = (campuses: readonly FieldOption[]): TemplateBody => ({
  title: bilingual('校内晨检', 'Morning check-in, on campus'),
  schema: closedForm(
    ['temperature', 'symptoms', 'contact', 'phone', 'acknowledged'],
    {
      temperature: HEALTH_SCHEMAS.temperature,
      symptoms: HEALTH_SCHEMAS.symptoms,
      symptomDetail: HEALTH_SCHEMAS.symptomDetail,
      contact: HEALTH_SCHEMAS.contact,
      contactDetail: HEALTH_SCHEMAS.contactDetail,
      wantsTalk: HEALTH_SCHEMAS.wantsTalk,
      phone: FACT_SCHEMAS.phone,
      dormitory: FACT_SCHEMAS.dormitory,
      studentCategory: FACT_SCHEMAS.studentCategory,
      campus: campusSchema(campuses),
      tutor: FACT_SCHEMAS.tutor,
      acknowledged: { type: 'boolean', const: true },
    },
    [CONTACT_NEEDS_DETAIL],
  ),
  fields: [
    HEALTH_FIELDS.temperature,
    HEALTH_FIELDS.symptoms,
    HEALTH_FIELDS.symptomDetail,
    HEALTH_FIELDS.contact,
    HEALTH_FIELDS.contactDetail,
    HEALTH_FIELDS.wantsTalk,
    FACT_FIELDS.phone,
    FACT_FIELDS.dormitory,
    FACT_FIELDS.studentCategory,
    campusField(campuses),
    FACT_FIELDS.tutor,
    {
      key: 'acknowledged',
      label: bilingual(
        '已知晓：身体不适先不去教室，联系辅导员',
        'Understood: if unwell, I stay away from class and tell my counsellor',
      ),
      widget: 'notice',
      prefill: 'never',
    },
  ],
  rules: [FOLLOW_UP.fever, FOLLOW_UP.symptoms, FOLLOW_UP.contact, FOLLOW_UP.wantsTalk],
});
