import { offerOf, type Candidate, type Standing } from './approver.rules';

const candidate = (id: string, standing: Standing, isPresent = false): Candidate => ({
  person_id: id,
  name: id,
  unit: { zh: '单位', en: 'Unit' },
  standing,
  is_present: isPresent,
});

describe('who is offered as approver', () => {
  it('is the list of the rule alone, its first one preselected', () => {
    const offer = offerOf([candidate('a', 'rule'), candidate('b', 'rule'), candidate('c', 'path')]);
    expect(offer.approvers.map(({ personId }) => personId)).toEqual(['a', 'b']);
    expect(offer).toMatchObject({ preselectedId: 'a', ownIds: ['a', 'b'] });
  });

  it('without a rule is the nearest counsellor first, then the others of the college', () => {
    const offer = offerOf([candidate('near', 'path'), candidate('far', 'path'), candidate('beside', 'college')]);
    expect(offer.approvers.map(({ personId }) => personId)).toEqual(['near', 'far', 'beside']);
    expect(offer).toMatchObject({ preselectedId: 'near', ownIds: ['near', 'far'] });
  });

  it('is also whoever it is with already, last and never preselected', () => {
    const present = candidate('present', 'elsewhere', true);
    const offer = offerOf([candidate('a', 'rule'), candidate('beside', 'college'), present]);
    expect(offer.approvers.map(({ personId }) => personId)).toEqual(['a', 'present']);
    expect(offer).toMatchObject({ preselectedId: 'a', ownIds: ['a'] });
    expect(offerOf([present])).toMatchObject({ approvers: [{ personId: 'present' }], preselectedId: null, ownIds: [] });
    expect(offerOf([candidate('a', 'rule', true)]).approvers).toHaveLength(1);
  });

  it('is nobody where nobody can approve', () => {
    expect(offerOf([])).toEqual({ approvers: [], preselectedId: null, ownIds: [] });
  });
});
