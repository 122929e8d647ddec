import { readLine } from './input';

describe('a line of the input', () => {
  it.each([
    ['a.b.c', { showing: { code: 'a.b.c' }, temperatureTenths: null }],
    ['a.b.c 36.5', { showing: { code: 'a.b.c' }, temperatureTenths: 365 }],
    ['36.5', { temperatureTenths: 365 }],
    ['number 20230001', { showing: { number: '20230001', direction: 'out' }, temperatureTenths: null }],
    ['number 20230001 in 36.5', { showing: { number: '20230001', direction: 'in' }, temperatureTenths: 365 }],
    ['face 20230001 in', { showing: { number: '20230001', direction: 'in', means: 'face' }, temperatureTenths: null }],
    ['  hello  ', { showing: { code: 'hello' }, temperatureTenths: null }],
  ])('%j asks for %j', async (line, asked) => {
    expect(await readLine(line, 'out')).toEqual(asked);
  });
});
