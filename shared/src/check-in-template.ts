import type { Bilingual } from './bilingual';

/** The part of JSON Schema (2020-12) that forms use; both validators know it. */
export type JsonSchema = { [keyword: string]: unknown };

export const WIDGETS = ['temperature', 'single', 'multi', 'text', 'phone', 'notice'] as const;
export type Widget = (typeof WIDGETS)[number];

export interface FieldOption {
  value: string;
  label: Bilingual;
}

/** How one property of the schema is asked. */
export interface FieldHint {
  key: string;
  label: Bilingual;
  help?: Bilingual;
  widget: Widget;
  options?: FieldOption[];
  /** `fact` comes back filled in from the last report; health answers are always asked anew */
  prefill: 'fact' | 'never';
  /** asked only while the answers so far satisfy this schema */
  askWhen?: JsonSchema;
}

/** An answer that somebody must follow up: the schema `when` matches the answers. */
export interface FollowUpRule {
  key: string;
  title: Bilingual;
  when: JsonSchema;
  /** minutes until the counsellor must have closed the case */
  deadlineMinutes: number;
  /** no passage until then */
  setsHold?: boolean;
}

export interface TemplateBody {
  title: Bilingual;
  schema: JsonSchema;
  fields: FieldHint[];
  rules: FollowUpRule[];
}

export const FORM_KEYS = ['off_campus_daily', 'on_campus_morning', 'on_campus_afternoon', 'staff_daily'] as const;
export type FormKey = (typeof FORM_KEYS)[number];

export const TEMPLATE_STATES = ['draft', 'published', 'superseded'] as const;
export type TemplateState = (typeof TEMPLATE_STATES)[number];
export const TEMPLATE_NEXT: Record<TemplateState, readonly TemplateState[]> = {
  draft: ['published'],
  published: ['superseded'],
  superseded: [],
};

export interface TemplateView {
  id: string;
  formKey: string;
  version: number;
  state: TemplateState;
  body: TemplateBody;
  publishedAt: string | null;
  /** until when the version before this one is still accepted */
  graceUntil: string | null;
}

/** What changed between two versions of a form, by field key. */
export interface TemplateDifference {
  added: string[];
  removed: string[];
  changed: string[];
  rulesChanged: boolean;
}

/** A new draft, and what it changes; null for the first version of a form. */
export interface DraftedTemplate extends TemplateView {
  difference: TemplateDifference | null;
}
