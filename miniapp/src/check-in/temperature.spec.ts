import { degreesOf, tenthsOf } from './temperature';

describe('a temperature as typed', () => {
  it.each([
    ['365', 365],
    ['36.5', 365],
    ['36,5', 365],
    ['３６．５', 365],
    ['37', 370],
    [' 38.9 ', 389],
  ])('reads %s as %d tenths', (typed, tenths) => {
    expect(tenthsOf(typed)).toBe(tenths);
  });

  it.each(['', '3', '36.', '36.55', '3650', '36,5,1', 'NaN', '-36', '36.5C'])('does not guess at "%s"', (typed) => {
    expect(tenthsOf(typed)).toBeNull();
  });

  it('is shown with one decimal', () => {
    expect([degreesOf(365), degreesOf(370)]).toEqual(['36.5', '37.0']);
  });
});
