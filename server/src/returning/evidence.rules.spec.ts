import type { EvidenceSlot } from '@shared/return';
import { DomainError } from '../common/domain-error';
import { demandGoodPhotos, evidenceFaults } from './evidence.rules';

const words = { zh: '字', en: 'words' };
const slot = (key: string, papers: string[] = [], required = true): EvidenceSlot => ({
  key,
  title: words,
  help: words,
  required,
  papers: papers.map((paper) => ({ key: paper, label: words })),
  sample: 'paper',
});
const SLOTS = [slot('code'), slot('trip', ['one', 'two']), slot('more', [], false)];
const GOOD = { code: { uploadId: 'a', paper: null }, trip: { uploadId: 'b', paper: 'two' } };

describe('the photos of an application', () => {
  const faults = (evidence: object): object[] => evidenceFaults(SLOTS, evidence as typeof GOOD, '/evidence');

  it('fill every slot that is required, one photo each', () => {
    expect(faults(GOOD)).toEqual([]);
    expect(faults({ ...GOOD, more: { uploadId: 'c', paper: null } })).toEqual([]);
    expect(faults({ trip: GOOD.trip })).toEqual([{ path: '/evidence/code', rule: 'required' }]);
  });

  it('say which of several papers they are, and name none where there is but one', () => {
    expect(faults({ ...GOOD, trip: { uploadId: 'b', paper: null } })).toEqual([
      { path: '/evidence/trip/paper', rule: 'enum' },
    ]);
    expect(faults({ ...GOOD, code: { uploadId: 'a', paper: 'one' } })).toEqual([
      { path: '/evidence/code/paper', rule: 'enum' },
    ]);
  });

  it('are no photo twice and none for a slot that nobody asked for', () => {
    expect(faults({ ...GOOD, trip: { uploadId: 'a', paper: 'one' } })).toEqual([
      { path: '/evidence/trip', rule: 'unique' },
    ]);
    expect(faults({ ...GOOD, other: { uploadId: 'c', paper: null } })).toEqual([
      { path: '/evidence/other', rule: 'slot' },
    ]);
  });
});

describe('the pictures behind the photos', () => {
  const refusal = (own: { id: string; source: string }[]): object | null => {
    try {
      demandGoodPhotos(GOOD, own);
      return null;
    } catch (error) {
      const { code, facts } = error as DomainError;
      return { code, ...facts };
    }
  };

  it('are one’s own, and of different bytes; what is wrong is said slot by slot', () => {
    expect(refusal([...'ab'].map((id) => ({ id, source: id })))).toBeNull();
    expect(refusal([{ id: 'a', source: 'a' }])).toEqual({
      code: 'EVIDENCE_UNKNOWN',
      fields: [{ path: '/evidence/trip', rule: 'own' }],
    });
    expect(refusal([...'ab'].map((id) => ({ id, source: 'same' })))).toEqual({
      code: 'UPLOAD_DUPLICATE',
      fields: ['code', 'trip'].map((key) => ({ path: `/evidence/${key}`, rule: 'unique' })),
    });
  });
});
