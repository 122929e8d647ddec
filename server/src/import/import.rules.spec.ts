import { CARD_NEXT, CARD_STATES, PERSON_NEXT, PERSON_STATES, type CardState, type PersonState } from '@shared/identity';
import { duplicateFaults, leaving, planImport, readRow } from './import.rules';
import { errorSheet } from './import.view';
import type { FileRow, KnownPerson, WishedPerson } from './import.types';

const places = { units: new Map([['u1', 'unit-1']]), campuses: new Map([['c1', 'campus-1']]) };
const row = (cells: Partial<FileRow['cells']> = {}): FileRow => ({
  line: 2,
  cells: {
    number: 'N1',
    name: '虚构',
    sex: 'male',
    kind: 'student',
    unit_code: 'u1',
    campus_code: 'c1',
    id_kind: 'resident',
    id_number: '99000020010101123X',
    state: 'active',
    card_last_four: '1001',
    card_state: 'active',
    ...cells,
  },
});
const wished = (change: Partial<WishedPerson> = {}): WishedPerson => ({
  ...(readRow(row(), places) as WishedPerson),
  ...change,
});
const known = (change: Partial<KnownPerson> = {}): KnownPerson => {
  const { line: _line, idNumber, card: _card, ...same } = wished();
  return { id: 'p1', ...same, idLookup: idNumber, holdsRole: false, cards: { '1001': 'active' }, ...change };
};
const plan = (people: WishedPerson[], before: KnownPerson[]) =>
  planImport(people, before, new Set(people.map(({ number }) => number)), (idNumber) => idNumber);

describe('a line of the file', () => {
  it('reads full-width digits and a small x of an ID number', () => {
    expect(readRow(row({ id_number: '99000020010101123x' }), places)).toMatchObject({ idNumber: '99000020010101123X' });
  });

  it('needs no card', () => {
    expect(readRow(row({ card_last_four: '', card_state: '' }), places)).toMatchObject({ card: null });
  });

  it.each([
    ['number', '', 'required'],
    ['number', 'a b', 'pattern'],
    ['name', 'tab\there', 'pattern'],
    ['sex', 'x', 'enum'],
    ['kind', 'guest', 'enum'],
    ['unit_code', 'u9', 'unknown'],
    ['campus_code', '', 'required'],
    ['id_kind', 'passport', 'enum'],
    ['id_number', '123', 'pattern'],
    ['state', 'gone', 'enum'],
    ['card_last_four', '12a4', 'pattern'],
    ['card_state', 'broken', 'enum'],
  ] as const)('names the column %s with %j by the rule %s', (column, value, rule) => {
    expect(readRow(row({ [column]: value }), places)).toContainEqual({ line: 2, column, rule });
  });
});

describe('a file against the school', () => {
  it('names each line that repeats a number or a document', () => {
    const people = [wished(), wished({ line: 3 }), wished({ line: 4, number: 'N4' })];
    expect(duplicateFaults(people)).toEqual([
      { line: 3, column: 'number', rule: 'duplicate' },
      { line: 3, column: 'id_number', rule: 'duplicate' },
      { line: 4, column: 'id_number', rule: 'duplicate' },
    ]);
  });

  it('tells new, changed, unchanged and missing people apart', () => {
    const people = [
      wished(),
      wished({ number: 'N2', idNumber: 'B', name: 'new' }),
      wished({ number: 'N3', idNumber: 'C' }),
    ];
    const before = [
      known(),
      known({ id: 'p2', number: 'N2', idLookup: 'B' }),
      known({ id: 'p9', number: 'N9', idLookup: 'Z' }),
    ];
    const { created, updated, unchanged, missing } = plan(people, before);
    expect(created.map(({ number }) => number)).toEqual(['N3']);
    expect(updated.map(({ known: { id } }) => id)).toEqual(['p2']);
    expect([unchanged, missing.map(({ id }) => id)]).toEqual([1, ['p9']]);
  });

  it('refuses a document that somebody else has', () => {
    expect(plan([wished({ number: 'N2' })], [known()]).faults).toEqual([
      { line: 2, column: 'id_number', rule: 'taken' },
    ]);
  });

  it.each(PERSON_STATES.flatMap((from) => PERSON_STATES.map((to): [PersonState, PersonState] => [from, to])))(
    'moves a person from %s to %s only along the table',
    (from, to) => {
      const allowed = from === to || PERSON_NEXT[from].includes(to);
      expect(plan([wished({ state: to })], [known({ state: from })]).faults).toHaveLength(allowed ? 0 : 1);
    },
  );

  it.each(CARD_STATES.flatMap((from) => CARD_STATES.map((to): [CardState, CardState] => [from, to])))(
    'moves a card from %s to %s only along the table',
    (from, to) => {
      const allowed = from === to || CARD_NEXT[from].includes(to);
      const people = [wished({ card: { lastFour: '1001', state: to } })];
      expect(plan(people, [known({ cards: { '1001': from } })]).faults).toHaveLength(allowed ? 0 : 1);
    },
  );

  it('lets nobody who holds a role leave by not being named', () => {
    const missing = plan([], [known(), known({ id: 'p2', number: 'N2', idLookup: 'B', holdsRole: true })]);
    expect(leaving(missing, 'left').map(({ id }) => id)).toEqual(['p1']);
    expect(leaving(missing, 'keep')).toEqual([]);
  });
});

describe('the error sheet', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('turns %j into text', (rule) => {
    const sheet = errorSheet([{ line: 2, column: 'name', rule }]);
    expect(sheet).toMatch(/2,name,("?)'/);
  });
});
