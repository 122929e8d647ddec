import type { FieldOption, FormKey, TemplateBody } from '@shared/check-in-template';
import { option } from './answers';
import { offCampusDaily } from './off-campus-daily';
import { onCampusAfternoon } from './on-campus-afternoon';
import { onCampusMorning } from './on-campus-morning';
import { staffDaily } from './staff-daily';

/** The four forms for a school with these campuses. */
export const fourForms = (campuses: readonly FieldOption[]): Record<FormKey, TemplateBody> => ({
  off_campus_daily: offCampusDaily(campuses),
  on_campus_morning: onCampusMorning(campuses),
  on_campus_afternoon: onCampusAfternoon,
  staff_daily: staffDaily(campuses),
});

/** Campuses of the university that gave the forms their shape. */
export const UNIVERSITY_CAMPUSES: readonly FieldOption[] = [
  option('xincheng', '新城校区', 'Xincheng'),
  option('jinchuan', '金川校区', 'Jinchuan'),
  option('zhungeer', '准格尔校区', 'Jungar'),
];
