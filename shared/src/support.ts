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

export interface Tutorial {
  title: Bilingual;
  url: string;
}

/** What a school says of its own help; its administrator writes it. */
export interface SupportInput {
  phone: string;
  website: string;
  faq: FaqEntry[];
  halls: ServiceHall[];
  tutorials: Tutorial[];
}

export interface SupportView extends SupportInput {
  school: Bilingual;
}
