import { acceptedValue } from './correction.rules';

const decision = { accepted: true, answer: 'ok' };

describe('what accepting a correction writes', () => {
  it('is the wish, or what staff found to be right', () => {
    expect(acceptedValue('name', ' 张三 ', decision)).toBe('张三');
    expect(acceptedValue('name', '张三', { ...decision, name: '章三' })).toBe('章三');
    expect(acceptedValue('number', '２０２６１', decision)).toBe('20261');
    expect(acceptedValue('number', 'x', { ...decision, number: '7' })).toBe('7');
  });

  it('is nothing for a number that cannot be one, or a unit in words', () => {
    expect(acceptedValue('number', 'my new number', decision)).toEqual({ path: '/number', rule: 'matches' });
    expect(acceptedValue('unit', '化工学院', decision)).toEqual({ path: '/unitId', rule: 'required' });
    expect(acceptedValue('unit', '化工学院', { ...decision, unitId: 'u1' })).toBe('u1');
  });
});
