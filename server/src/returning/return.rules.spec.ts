import fc from 'fast-check';
import {
  OPEN_RETURN_STATES,
  RETURN_ACTIONS,
  RETURN_NEXT,
  RETURN_STATES,
  type EvidenceSlot,
  type ReturnDraft,
  type ReturnState,
} from '@shared/return';
import { mayEdit, returnDue, stateAfter, submissionFaults } from './return.rules';

describe('the life of a return application', () => {
  it.each(RETURN_STATES.flatMap((state) => RETURN_ACTIONS.map((action) => [state, action] as const)))(
    'from %s by %s is as the table says, else refused with the state',
    (state, action) => {
      const next = RETURN_NEXT[state][action];
      if (next) {
        expect(stateAfter(state, action)).toBe(next);
      } else {
        expect(() => stateAfter(state, action)).toThrow(
          expect.objectContaining({ code: 'RETURN_STATE_CONFLICT', facts: { details: { state } } }),
        );
      }
    },
  );

  it('reaches every state from the draft', () => {
    const reached = new Set<ReturnState>(['draft']);
    for (const state of reached) {
      Object.values(RETURN_NEXT[state]).forEach((next) => reached.add(next));
    }
    expect([...reached].sort()).toEqual([...RETURN_STATES].sort());
  });

  it('gets to `arrived` through an approval only, and never past it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...RETURN_ACTIONS), { maxLength: 30 }), (actions) => {
        const path: ReturnState[] = ['draft'];
        for (const action of actions) {
          const next = RETURN_NEXT[path.at(-1) as ReturnState][action];
          if (next) {
            path.push(next);
          }
        }
        const arrival = path.indexOf('arrived');
        return arrival === -1 || (path[arrival - 1] === 'approved' && arrival === path.length - 1);
      }),
    );
  });

  it('ends only where nothing more can happen, and is edited only while it can be handed in', () => {
    const ended = RETURN_STATES.filter((state) => Object.keys(RETURN_NEXT[state]).length === 0);
    expect(ended).toEqual(RETURN_STATES.filter((state) => !(OPEN_RETURN_STATES as readonly string[]).includes(state)));
    expect(RETURN_STATES.filter(mayEdit)).toEqual(['draft', 'submitted', 'returned']);
  });
});

const NOW = new Date('2026-09-07T00:00:00Z');
const words = { zh: '字', en: 'words' };
const SLOTS: EvidenceSlot[] = [{ key: 'code', title: words, help: words, required: true, papers: [], sample: 'code' }];
const GOOD: ReturnDraft = {
  returnsAt: '2026-09-10T04:00:00Z',
  campusId: 'main',
  transport: 'train',
  transportNumber: 'K2001',
  origin: '包头',
  answers: {},
  approverId: 'approver',
  evidence: { code: { uploadId: 'a', paper: null } },
};
const faults = (draft: ReturnDraft): object[] =>
  submissionFaults(draft, { slots: SLOTS, campusIds: ['main'], now: NOW });

describe('what is handed in', () => {
  it('may be complete', () => {
    expect(faults(GOOD)).toEqual([]);
    expect(faults({ ...GOOD, transport: 'car', transportNumber: undefined })).toEqual([]);
  });

  it.each(['returnsAt', 'campusId', 'transport', 'origin', 'answers', 'approverId', 'transportNumber'] as const)(
    'is not without %s',
    (key) => {
      expect(faults({ ...GOOD, [key]: undefined })).toEqual([{ path: `/${key}`, rule: 'required' }]);
    },
  );

  it('names the slot that has no photo', () => {
    expect(faults({ ...GOOD, evidence: {} })).toEqual([{ path: '/evidence/code', rule: 'required' }]);
  });

  it('returns after now and within four months, to a campus of the school', () => {
    expect(faults({ ...GOOD, returnsAt: NOW.toISOString() })).toEqual([{ path: '/returnsAt', rule: 'future' }]);
    expect(faults({ ...GOOD, returnsAt: '2026-09-31T23:59:60Z' })).toEqual([{ path: '/returnsAt', rule: 'future' }]);
    expect(faults({ ...GOOD, returnsAt: '2027-02-01T00:00:00Z' })).toMatchObject([{ rule: 'maximum' }]);
    expect(faults({ ...GOOD, campusId: 'elsewhere' })).toEqual([{ path: '/campusId', rule: 'known' }]);
  });
});

describe('the line of the home page', () => {
  const at = '2026-09-10T04:00:00.000Z';

  it('tells of an open application wherever the person is, and whether or not a campaign still asks', () => {
    for (const state of OPEN_RETURN_STATES) {
      expect(returnDue(false, 'on_campus', { state, returnsAt: at })).toEqual({ state, returnsAt: at });
    }
  });

  it('invites whoever is away and asked, and says that the last one was rejected', () => {
    expect(returnDue(true, 'off_campus', null)).toEqual({ state: 'none', returnsAt: null });
    expect(returnDue(true, 'off_campus', { state: 'arrived', returnsAt: at })).toMatchObject({ state: 'none' });
    expect(returnDue(true, 'off_campus', { state: 'rejected', returnsAt: at })).toMatchObject({ state: 'rejected' });
  });

  it('is silent on the campus, and where nobody asks', () => {
    expect(returnDue(true, 'on_campus', null)).toBeNull();
    expect(returnDue(true, 'on_campus', { state: 'rejected', returnsAt: at })).toBeNull();
    expect(returnDue(false, 'off_campus', null)).toBeNull();
  });
});
