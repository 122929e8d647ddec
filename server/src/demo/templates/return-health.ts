import type { FieldHint, FieldOption, FollowUpRule, TemplateBody } from '@shared/check-in-template';
import { answered, bilingual, closedForm, oneOf, option } from './answers';
import { FACT_FIELDS, FACT_SCHEMAS } from './fact-questions';
import { CONTACT_NEEDS_DETAIL, FOLLOW_UP, HEALTH_FIELDS, HEALTH_SCHEMAS } from './health-questions';

const RISK_AREA: readonly FieldOption[] = [
  option('no', '没有', 'No'),
  option('passed', '途经，未停留', 'Passed through'),
  option('stayed', '去过或住过', 'Stayed there'),
];

const riskArea: FieldHint = {
  key: 'riskArea',
  label: bilingual('近 14 天到过中高风险地区吗？', 'Been to a medium or high risk area in the last 14 days?'),
  widget: 'single',
  options: [...RISK_AREA],
  prefill: 'never',
};

const RISK_RULE: FollowUpRule = {
  key: 'risk_area',
  title: bilingual('到过中高风险地区', 'Was in a risk area'),
  when: answered('riskArea', ['passed', 'stayed']),
  deadlineMinutes: 1440,
};

/** The health part of a return application. Its rules open no case: they mark the application for a look. */
export const returnHealth: TemplateBody = {
  title: bilingual('健康返校', 'Return to campus'),
  schema: closedForm(
    ['temperature', 'symptoms', 'contact', 'isolation', 'riskArea', 'phone'],
    {
      temperature: HEALTH_SCHEMAS.temperature,
      symptoms: HEALTH_SCHEMAS.symptoms,
      symptomDetail: HEALTH_SCHEMAS.symptomDetail,
      contact: HEALTH_SCHEMAS.contact,
      contactDetail: HEALTH_SCHEMAS.contactDetail,
      isolation: HEALTH_SCHEMAS.isolation,
      riskArea: oneOf(RISK_AREA),
      phone: FACT_SCHEMAS.phone,
      emergencyContact: FACT_SCHEMAS.emergencyContact,
      emergencyPhone: FACT_SCHEMAS.emergencyPhone,
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
    riskArea,
    FACT_FIELDS.phone,
    FACT_FIELDS.emergencyContact,
    FACT_FIELDS.emergencyPhone,
  ],
  rules: [FOLLOW_UP.fever, FOLLOW_UP.symptoms, FOLLOW_UP.contact, FOLLOW_UP.isolation, RISK_RULE],
};
