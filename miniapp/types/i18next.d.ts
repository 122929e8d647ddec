import 'i18next';
import type { zh as approvalWords } from '../src/packages/approvals/words/zh';
import type { zh as bookingWords } from '../src/packages/booking/words/zh';
import type { zh as passWords } from '../src/packages/passes/words/zh';
import type { zh as studentWords } from '../src/packages/students/words/zh';
import type { zh } from '../src/words/zh';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    /** words of a sub-package are there once one of its pages is */
    resources: {
      translation: typeof zh & typeof approvalWords & typeof bookingWords & typeof passWords & typeof studentWords;
    };
  }
}
