import fc from 'fast-check';
import { TRIAGE_REASONS } from '@shared/approval';
import { triageReasons, type TriageFacts } from './triage.rules';

const CLEAN: TriageFacts = {
  submittedAt: new Date('2026-09-07T00:00:00Z'),
  returnsAt: new Date('2026-09-10T00:00:00Z'),
  version: 1,
  isAbnormal: false,
  hasLookalike: false,
  isOwnApprover: true,
  photos: [
    { uploadedAt: new Date('2026-09-06T12:00:00Z'), sample: 'code' },
    { uploadedAt: new Date('2026-09-06T12:00:00Z'), sample: 'list' },
  ],
};
const on = (sample: 'code' | 'list', uploadedAt: string): Partial<TriageFacts> => ({
  photos: [{ uploadedAt: new Date(uploadedAt), sample }],
});

describe('machine triage of a return application', () => {
  it('lets one that is clean through', () => {
    expect(triageReasons(CLEAN)).toEqual([]);
  });

  it.each<[string, Partial<TriageFacts>, string]>([
    ['answers of the unwell', { isAbnormal: true }, 'answers_abnormal'],
    ['a return within a day', { returnsAt: new Date('2026-09-07T23:59:59Z') }, 'short_notice'],
    ['a second version', { version: 2 }, 'corrected'],
    ['a photo that looks like another', { hasLookalike: true }, 'photo_similar'],
    ['a photo older than three days', on('code', '2026-09-03T23:59:59Z'), 'photo_old'],
    ['an approver of another unit', { isOwnApprover: false }, 'wrong_unit'],
  ])('stops at %s', (_, change, reason) => {
    expect(triageReasons({ ...CLEAN, ...change })).toEqual([reason]);
  });

  it('stops at an itinerary that ends more than a week before the return, counted back from it', () => {
    const late = { ...CLEAN, ...on('list', '2026-09-06T12:00:00Z'), returnsAt: new Date('2026-09-13T12:00:00Z') };
    expect(triageReasons(late)).toEqual([]);
    expect(triageReasons({ ...late, returnsAt: new Date('2026-09-13T12:00:01Z') })).toEqual(['itinerary_short']);
    expect(triageReasons({ ...late, ...on('code', '2026-09-06T12:00:00Z') })).toEqual([]);
  });

  it('takes exactly a day as notice enough, and exactly three days as new enough', () => {
    const edge = { ...CLEAN, returnsAt: new Date('2026-09-08T00:00:00Z'), ...on('code', '2026-09-04T00:00:00Z') };
    expect(triageReasons(edge)).toEqual([]);
  });

  it('names each reason once, in the order of the shared list', () => {
    const instant = fc.date({ min: new Date('2026-09-01'), max: new Date('2026-09-20'), noInvalidDate: true });
    const facts = fc.record({
      submittedAt: instant,
      returnsAt: instant,
      version: fc.integer({ min: 1, max: 3 }),
      isAbnormal: fc.boolean(),
      hasLookalike: fc.boolean(),
      isOwnApprover: fc.boolean(),
      photos: fc.array(fc.record({ uploadedAt: instant, sample: fc.constantFrom('code', 'list', 'paper') })),
    });
    fc.assert(
      fc.property(facts, (some) => {
        const reasons = triageReasons(some as TriageFacts);
        return JSON.stringify(reasons) === JSON.stringify(TRIAGE_REASONS.filter((one) => reasons.includes(one)));
      }),
    );
  });
});
