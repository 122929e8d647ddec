import type { Bilingual } from '@shared/bilingual';
import type { WindowRow } from '@shared/check-in';
import type { TemplateBody } from '@shared/check-in-template';
import type { PersonKind } from '@shared/identity';
import type { CompiledTemplate } from '../template/template-compiler.service';

export interface RunningCampaign {
  id: string;
  name: Bilingual;
  legalGround: Bilingual;
  startsOn: string;
  endsOn: string;
  audienceKinds: PersonKind[];
  audienceUnitIds: string[];
}

export interface PlannedTemplate {
  id: string;
  version: number;
  body: TemplateBody;
  compiled: CompiledTemplate;
}

export interface PlannedForm {
  published: PlannedTemplate;
  /** the version before, while it is still accepted */
  inGrace: (PlannedTemplate & { until: Date }) | null;
}

/** What a school asks of its people at present; at most four seconds old. */
export interface Plan {
  schoolId: string;
  timeZone: string;
  campusIds: string[];
  campaign: RunningCampaign | null;
  /** of the running campaign, those whose form is published */
  windows: WindowRow[];
  forms: ReadonlyMap<string, PlannedForm>;
}
