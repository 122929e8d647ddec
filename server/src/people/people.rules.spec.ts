import { grantFault } from './people.rules';

describe('a grant', () => {
  it('names a unit for counsellors, and only for them', () => {
    expect(grantFault({ role: 'counsellor', unitId: null })).toEqual({ path: '/unitId', rule: 'required' });
    expect(grantFault({ role: 'counsellor', unitId: 'u' })).toBeNull();
    expect(grantFault({ role: 'card_staff', unitId: 'u' })).toEqual({ path: '/unitId', rule: 'absent' });
    expect(grantFault({ role: 'school_admin', unitId: null })).toBeNull();
  });
});
