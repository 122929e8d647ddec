import { offerOf, type Candidate, type Standing } from './approver.rules';

const candidate = (id: string, standing: Standing): Candidate => ({
  person_id: id,
  name: id,
  unit: { zh: '单位', en: 'Unit' },
  standing,
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

  it('is nobody where nobody can approve', () => {
    expect(offerOf([])).toEqual({ approvers: [], preselectedId: null, ownIds: [] });
  });
});
