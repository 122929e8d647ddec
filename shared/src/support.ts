import type { Bilingual } from './bilingual';
import type { ErrorCode } from './errors';

export interface FaqEntry {
  key: string;
  question: Bilingual;
  answer: Bilingual;
  /** errors after which this entry is the first to be shown */
  codes: ErrorCode[];
}

export interface ServiceHall {
  name: Bilingual;
  place: Bilingual;
  hours: Bilingual;
}

export interface SupportView {
  school: Bilingual;
  phone: string;
  website: string;
  faq: FaqEntry[];
  halls: ServiceHall[];
  tutorials: { title: Bilingual; url: string }[];
}
