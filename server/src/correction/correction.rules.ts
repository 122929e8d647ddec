import type { CorrectionField } from '@shared/identity';
import type { FieldFault } from '@shared/errors';

const NUMBER = /^[A-Za-z0-9_-]{1,32}$/;

export interface Decision {
  accepted: boolean;
  answer: string;
  number?: string;
  name?: string;
  unitId?: string;
}

/** What accepting writes: staff's own finding before the wish; a unit's name in words is never enough. */
export const acceptedValue = (field: CorrectionField, wished: string, decision: Decision): string | FieldFault => {
  switch (field) {
    case 'name':
      return (decision.name ?? wished).trim();
    case 'number': {
      const number = decision.number ?? wished.normalize('NFKC').trim();
      return NUMBER.test(number) ? number : { path: '/number', rule: 'matches' };
    }
    case 'unit':
      return decision.unitId ?? { path: '/unitId', rule: 'required' };
  }
};
