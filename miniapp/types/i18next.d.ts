import 'i18next';
import type { zh as bookingWords } from '../src/packages/booking/words/zh';
import type { zh } from '../src/words/zh';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    /** words of a sub-package are there once one of its pages is */
    resources: { translation: typeof zh & typeof bookingWords };
  }
}
