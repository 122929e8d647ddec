import type { EvidenceSlot } from '@shared/return';
import { slotFaults } from './evidence.rules';

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
describe('the slots of a campaign', () => {
  it('are told apart by their keys, and so are the papers of one slot', () => {
    expect(slotFaults(SLOTS)).toEqual([]);
    expect(slotFaults([slot('code'), slot('code', ['one', 'one'])])).toEqual([
      { path: '/items/1/key', rule: 'unique' },
      { path: '/items/1/papers/1/key', rule: 'unique' },
    ]);
  });
});
