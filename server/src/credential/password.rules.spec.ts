import fc from 'fast-check';
import { initialPassword, passwordFault, typedInitial } from './password.rules';

const facts = { idNumber: '99000020010101123X', number: '202600123456', phones: ['12055667788'] };

describe('the initial password', () => {
  it('is the last six of the ID number with X as 0', () => {
    expect(initialPassword('99000020010101123X')).toBe('011230');
    expect(initialPassword('990000200101011234')).toBe('011234');
  });

  it.each(['01123X', '01123x', '011230', '01123X', '011230', ' 01123x '])('is met by typing %s', (typed) => {
    expect(typedInitial(typed)).toBe('011230');
  });
});

describe('a chosen password', () => {
  it.each(['short 1', 'x'.repeat(65), '1234567', ''])('is refused as weak: %s', (password) => {
    expect(passwordFault(password, facts)).toBe('PASSWORD_WEAK');
  });

  it.each([
    'password',
    'Password1!',
    'P@ssw0rd2024',
    'qwertyuiop',
    '1qaz2wsx3edc',
    '12345678',
    '87654321',
    'abcdefgh',
    'aaaaaaaa',
    'abcabcabc',
    '19990101',
    'woaini1314',
    'iloveyou520',
    'zhangsan123',
    'admin@2024',
  ])('is refused as one of the first that are guessed: %s', (password) => {
    expect(passwordFault(password, { ...facts, number: 'N1' })).toBe('PASSWORD_WEAK');
  });

  it.each([
    'xx-011230-yy',
    'xx-01123X-yy',
    'xx-01123x-yy',
    '990000 and on',
    'my 600123 key',
    '202600123456',
    '202600123',
  ])('is refused as derived from the ID or the student number: %s', (password) => {
    expect(passwordFault(password, facts)).toBe('PASSWORD_DERIVED');
  });

  it.each(['lantern667788', 'lantern-055667', '12055667788 mine', 'my５５６６７７88'])(
    'is refused as derived from a phone number that the person has told: %s',
    (password) => {
      expect(passwordFault(password, facts)).toBe('PASSWORD_DERIVED');
      expect(passwordFault(password, { ...facts, phones: [] })).toBeNull();
    },
  );

  it.each(['71838294', '+8642917305', '042 917 305', '７１８３８２９４'])(
    'is refused where it is digits alone, as a piece of a phone number is: %s',
    (password) => {
      expect(passwordFault(password, { ...facts, phones: [] })).toBe('PASSWORD_WEAK');
    },
  );

  it.each(['13812345678', 'my 19900001111!', '１５８００００１２３４', '8613812345678', 'x1380000111122'])(
    'is refused as derived from a phone number: %s',
    (password) => {
      expect(passwordFault(password, { idNumber: 'PASSPORT-9', number: 'N1', phones: [] })).toBe('PASSWORD_DERIVED');
    },
  );

  it.each(['12812345678-river', 'tel 1381234567 x'])('is not taken for a phone number: %s', (password) => {
    expect(passwordFault(password, { idNumber: 'PASSPORT-9', number: 'N1', phones: [] })).not.toBe('PASSWORD_DERIVED');
  });

  it.each(['a quiet river 7', '草原上的月亮很圆啊', 'Gh7!kw02pQ', '8 letters'])('is accepted: %s', (password) => {
    expect(passwordFault(password, facts)).toBeNull();
  });

  it('is refused whatever surrounds six in a row of the ID number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.string({ maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        (start, before, after) => {
          const password = `${before}-${facts.idNumber.slice(start, start + 6)}-${after}`;
          const fault = passwordFault(password, facts);
          expect(fault === 'PASSWORD_DERIVED' || fault === 'PASSWORD_WEAK').toBe(true);
        },
      ),
    );
  });

  it('is judged in a moment however long it is', () => {
    const started = performance.now();
    passwordFault('aA1!'.repeat(12_500), facts);
    expect(performance.now() - started).toBeLessThan(100);
  });
});
