import { UnknownWish, tenthsOf, wishOf } from './options';

describe('the wishes of who types', () => {
  it('enrols with the address of a server and a code', () => {
    expect(wishOf(['enrol', '--server', 'https://pass.example', '--code', 'abc'])).toMatchObject({
      ...{ command: 'enrol', server: 'https://pass.example', code: 'abc' },
      ...{ loseAcks: 0, skewSeconds: 0, powerCutAfter: null, offline: false },
    });
  });

  it('scans with a temperature in degrees', () => {
    const wish = wishOf(['scan', 'a.b.c', '--temperature', '36.5', '--lane', 'in', '--home', 'x']);
    expect(wish).toMatchObject({ shown: 'a.b.c', temperatureTenths: 365, lane: 'in', home: 'x' });
  });

  it('names whom it has recognised', () => {
    expect(wishOf(['scan', '--face', '2023'])).toMatchObject({ shown: null, number: null, face: '2023' });
  });

  it('misbehaves on demand', () => {
    const wish = wishOf(['run', '--lose-acks', '0.1', '--skew=-120', '--power-cut-after', '7', '--offline']);
    expect(wish).toMatchObject({ loseAcks: 0.1, skewSeconds: -120, powerCutAfter: 7, offline: true });
  });

  it.each([
    [[]],
    [['dance']],
    [['enrol', '--server', 'nowhere', '--code', 'abc']],
    [['enrol', '--server', 'https://pass.example']],
    [['scan']],
    [['scan', 'a.b.c', '--number', '2023']],
    [['scan', '--face', '2023', '--number', '2023']],
    [['scan', 'a.b.c', '--temperature', '37,2']],
    [['scan', 'a.b.c', '--direction', 'up']],
    [['run', '--skew', 'much']],
    [['run', '--louder']],
  ])('does not understand %j', (args) => {
    expect(() => wishOf(args)).toThrow(UnknownWish);
  });

  it.each([
    ['36.5', 365],
    ['37', 370],
    ['37,2', null],
    ['365', null],
    ['36.55', null],
    ['NaN', null],
  ])('reads %s as %p', (text, tenths) => {
    expect(tenthsOf(text)).toBe(tenths);
  });
});
