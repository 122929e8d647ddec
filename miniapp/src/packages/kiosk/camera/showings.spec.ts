import { Showings } from './showings';

describe('a code before the camera', () => {
  it('is shown once, however long it is held up', () => {
    const showings = new Showings();
    expect([0, 100, 1_500, 3_400].map((at) => showings.isNew('a', at))).toEqual([true, false, false, false]);
  });

  it('is shown again after it was gone', () => {
    const showings = new Showings();
    showings.isNew('a', 0);
    expect(showings.isNew('a', 2_001)).toBe(true);
  });

  it('gives way to the next one at once', () => {
    const showings = new Showings();
    showings.isNew('a', 0);
    expect(showings.isNew('b', 50)).toBe(true);
  });
});
