import type { FaqEntry } from '@shared/support';
import { BINDING_FAQ } from './faq-binding';
import { CHECK_IN_FAQ } from './faq-check-in';
import { PASS_FAQ } from './faq-pass';

/** What every school is asked: shown until it writes its own. */
export const GUIDE_FAQ: readonly FaqEntry[] = [...BINDING_FAQ, ...CHECK_IN_FAQ, ...PASS_FAQ];
