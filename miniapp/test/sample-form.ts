import type { CheckInForm } from '@shared/check-in';
import type { TemplateBody } from '@shared/check-in-template';

const words = (zh: string) => ({ zh, en: zh });

/** One question of each kind, and one that is asked only after another. */
export const TEMPLATE: TemplateBody = {
  title: words('晨检'),
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['temperature', 'symptoms', 'phone', 'acknowledged'],
    properties: {
      temperature: { type: 'integer', minimum: 340, maximum: 430 },
      symptoms: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { type: 'string', enum: ['none', 'fever', 'cough'] },
      },
      detail: { type: 'string', minLength: 1, maxLength: 20 },
      phone: { type: 'string', pattern: '^[0-9]{5,15}$' },
      vaccinated: { type: 'boolean' },
      acknowledged: { type: 'boolean', const: true },
    },
    allOf: [
      {
        if: { properties: { symptoms: { contains: { const: 'fever' } } }, required: ['symptoms'] },
        then: { required: ['detail'] },
      },
    ],
  },
  fields: [
    { key: 'temperature', label: words('体温'), widget: 'temperature', prefill: 'never' },
    {
      key: 'symptoms',
      label: words('症状'),
      widget: 'multi',
      prefill: 'never',
      options: [
        { value: 'none', label: words('无症状') },
        { value: 'fever', label: words('发热') },
        { value: 'cough', label: words('咳嗽') },
      ],
    },
    {
      key: 'detail',
      label: words('说说症状'),
      widget: 'text',
      prefill: 'never',
      askWhen: { type: 'object', required: ['symptoms'], properties: { symptoms: { contains: { const: 'fever' } } } },
    },
    { key: 'phone', label: words('电话'), widget: 'phone', prefill: 'fact' },
    { key: 'vaccinated', label: words('接种过吗'), widget: 'single', prefill: 'fact' },
    { key: 'acknowledged', label: words('不舒服先不去教室'), widget: 'notice', prefill: 'never' },
  ],
  rules: [],
};

const window = {
  id: 'window-1',
  title: words('晨检'),
  opensAt: '2026-09-01T00:00:00Z',
  closesAt: '2026-09-01T04:00:00Z',
  lateUntil: '2026-09-01T10:00:00Z',
};

export const formOf = (part: Partial<CheckInForm> = {}): CheckInForm => ({
  person: {
    number: '990001',
    name: '张小满',
    kind: 'student',
    unit: words('软件 1 班'),
    campus: words('东区'),
    presence: 'on_campus',
    card: null,
    balanceFen: null,
  },
  campaign: { id: 'campaign-1', name: words('演练'), legalGround: words('演练预案') },
  day: '2026-09-01',
  serverTime: '2026-09-01T01:00:00Z',
  timing: 'open',
  window,
  templateId: 'template-1',
  templateVersion: 1,
  template: TEMPLATE,
  formTicket: 'ticket-1',
  prefill: { phone: '12000000001' },
  reported: null,
  ...part,
});
