import { CARD_NEXT, CARD_STATES, PERSON_KINDS, PERSON_NEXT, PERSON_STATES } from '@shared/identity';
import type { ImportFault, MissingMeans } from '@shared/person-admin';
import type { FileRow, IdKind, ImportColumn, KnownPerson, WishedPerson } from './import.types';

/** Codes of the school's units and campuses → ids. */
export interface Places {
  units: ReadonlyMap<string, string>;
  campuses: ReadonlyMap<string, string>;
}

type Reading<T> = { value: T } | { rule: string };

const plain = (text: string): string => text.normalize('NFKC').trim();
const matching = (pattern: RegExp, text: string): Reading<string> =>
  text === '' ? { rule: 'required' } : pattern.test(text) ? { value: text } : { rule: 'pattern' };
const oneOf = <T extends string>(allowed: readonly T[], text: string): Reading<T> =>
  allowed.includes(text as T) ? { value: text as T } : { rule: text === '' ? 'required' : 'enum' };
const placed = (ids: ReadonlyMap<string, string>, code: string): Reading<string> => {
  const id = ids.get(code);
  return id === undefined ? { rule: code === '' ? 'required' : 'unknown' } : { value: id };
};

const NUMBER = /^[A-Za-z0-9_-]{1,32}$/;
const NAME = /^[^\p{Cc}]{1,64}$/u;
const RESIDENT_ID = /^[0-9]{17}[0-9X]$/;
const OTHER_ID = /^[A-Z0-9()/-]{4,32}$/;
const LAST_FOUR = /^[0-9]{4}$/;

/** A line of the file as a person, or every cell of it that cannot be. */
export const readRow = ({ line, cells }: FileRow, places: Places): WishedPerson | ImportFault[] => {
  const faults: ImportFault[] = [];
  const take = <T>(column: ImportColumn, reading: Reading<T>): T => {
    if ('rule' in reading) {
      faults.push({ line, column, rule: reading.rule });
      return undefined as T;
    }
    return reading.value;
  };
  const idKind = take('id_kind', oneOf<IdKind>(['resident', 'other'], cells.id_kind || 'resident'));
  const lastFour =
    cells.card_last_four === '' ? null : take('card_last_four', matching(LAST_FOUR, plain(cells.card_last_four)));
  const cardState = lastFour === null ? null : take('card_state', oneOf(CARD_STATES, cells.card_state || 'active'));
  const person: WishedPerson = {
    line,
    number: take('number', matching(NUMBER, plain(cells.number))),
    name: take('name', matching(NAME, cells.name)),
    sex: take('sex', oneOf(['female', 'male', 'unstated'], cells.sex || 'unstated')),
    kind: take('kind', oneOf(PERSON_KINDS, cells.kind)),
    unitId: take('unit_code', placed(places.units, cells.unit_code)),
    campusId: take('campus_code', placed(places.campuses, cells.campus_code)),
    idKind,
    idNumber: take(
      'id_number',
      matching(idKind === 'other' ? OTHER_ID : RESIDENT_ID, plain(cells.id_number).toUpperCase()),
    ),
    state: take('state', oneOf(PERSON_STATES, cells.state)),
    card: lastFour !== null && cardState !== null ? { lastFour, state: cardState } : null,
  };
  return faults.length > 0 ? faults : person;
};

/** The same number or the same document twice in one file: every line after the first. */
export const duplicateFaults = (people: readonly WishedPerson[]): ImportFault[] => {
  const numbers = new Set<string>();
  const documents = new Set<string>();
  return people.flatMap(({ line, number, idNumber }) => {
    const faults = [
      ...(numbers.has(number) ? [{ line, column: 'number', rule: 'duplicate' }] : []),
      ...(documents.has(idNumber) ? [{ line, column: 'id_number', rule: 'duplicate' }] : []),
    ];
    numbers.add(number);
    documents.add(idNumber);
    return faults;
  });
};

export interface ImportPlan {
  created: WishedPerson[];
  updated: { wished: WishedPerson; known: KnownPerson }[];
  unchanged: number;
  missing: KnownPerson[];
  faults: ImportFault[];
}

/**
 * What the file means against what is known.
 * @param lookupOf keyed hash of an ID number, hex
 * @param named numbers of every line, faulty ones too: nobody is missing because of a typing error
 */
export const planImport = (
  wished: readonly WishedPerson[],
  known: readonly KnownPerson[],
  named: ReadonlySet<string>,
  lookupOf: (idNumber: string) => string,
): ImportPlan => {
  const byNumber = new Map(known.map((person) => [person.number, person]));
  const byDocument = new Map(known.map((person) => [person.idLookup, person]));
  const plan: ImportPlan = { created: [], updated: [], unchanged: 0, missing: [], faults: [] };
  for (const person of wished) {
    const before = byNumber.get(person.number);
    const lookup = lookupOf(person.idNumber);
    const holder = byDocument.get(lookup);
    const faults = conflicts(person, before, holder);
    if (faults.length > 0) {
      plan.faults.push(...faults);
    } else if (!before) {
      plan.created.push(person);
    } else if (isSame(person, before, lookup)) {
      plan.unchanged += 1;
    } else {
      plan.updated.push({ wished: person, known: before });
    }
  }
  plan.missing = known.filter(({ number, state }) => state !== 'left' && !named.has(number));
  return plan;
};

/** Who leaves because the file does not name them. Holders of staff roles never do: their leaving is said by name. */
export const leaving = (plan: ImportPlan, missingMeans: MissingMeans): KnownPerson[] =>
  missingMeans === 'left' ? plan.missing.filter(({ holdsRole }) => !holdsRole) : [];

const conflicts = (person: WishedPerson, before?: KnownPerson, holder?: KnownPerson): ImportFault[] => {
  const { line } = person;
  const faults: ImportFault[] = [];
  if (holder && holder !== before) {
    faults.push({ line, column: 'id_number', rule: 'taken' });
  }
  if (before && before.state !== person.state && !PERSON_NEXT[before.state].includes(person.state)) {
    faults.push({ line, column: 'state', rule: 'transition' });
  }
  const card = person.card && before?.cards[person.card.lastFour];
  if (person.card && card && card !== person.card.state && !CARD_NEXT[card].includes(person.card.state)) {
    faults.push({ line, column: 'card_state', rule: 'transition' });
  }
  return faults;
};

const isSame = (person: WishedPerson, before: KnownPerson, lookup: string): boolean =>
  person.name === before.name &&
  person.sex === before.sex &&
  person.kind === before.kind &&
  person.unitId === before.unitId &&
  person.campusId === before.campusId &&
  person.idKind === before.idKind &&
  lookup === before.idLookup &&
  person.state === before.state &&
  (person.card === null || before.cards[person.card.lastFour] === person.card.state);
