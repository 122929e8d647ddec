import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import { seesPeople, type Actor } from './actors';
import type { Answer } from './ask';
import type { ApiDocument, Route } from './routes';
import type { RowPerson } from './school-rows';
import type { World } from './world';

/** Holds answers against the published schemas, and against what their reader may see. */
export class AnswerCheck {
  private readonly ajv = new Ajv({ strict: false, allErrors: true });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: ApiDocument) {
    this.ajv.addSchema({ $id: 'api', components: document.components });
  }

  /** @returns what is wrong with the form of a 2xx answer or of a problem; empty when nothing is */
  faultsOf({ operation, key }: Route, { status, text, body, headers }: Answer): string[] {
    const described = operation.responses[String(status)] ?? (status >= 400 ? operation.responses.default : undefined);
    if (!described) {
      return [`${key} answers ${status}, which the document does not tell`];
    }
    if (!described.content) {
      return text === '' ? [] : [`${key} answers ${status} with a body that the document does not tell`];
    }
    const [type, media] = Object.entries(described.content)[0] ?? [];
    const sent = String(headers['content-type'] ?? '').split(';')[0];
    if (type === undefined || !media || sent !== type) {
      return [`${key} answers ${String(sent)} instead of ${String(type)}`];
    }
    if (type === 'text/csv' || type === 'image/jpeg') {
      return [];
    }
    const check = this.checkOf(`${key} ${status >= 400 ? 'problem' : status}`, media.schema);
    return check(body)
      ? []
      : (check.errors ?? []).map(
          ({ instancePath, message, params }) =>
            `${key} ${status} ${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
        );
  }

  private checkOf(name: string, schema: object): ValidateFunction {
    const known = this.compiled.get(name);
    if (known) {
      return known;
    }
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/');
    const check = this.ajv.compile(JSON.parse(text) as object);
    this.compiled.set(name, check);
    return check;
  }
}

/** What stands in an answer and its reader must never see, by property names and by whose it is. */
export const leaksIn = (world: World, actor: Actor, text: string): string[] => {
  const seen = new Set(seesPeople(actor));
  const people = [world.own, world.other].flatMap((school) => Object.values(school.people));
  const hidden = people.filter((person) => !seen.has(person));
  return [
    ...people.filter(({ idNumber }) => text.includes(idNumber)).map(({ name }) => `the ID number of ${name}`),
    ...hidden
      .filter((person) => wordsOf(person, actor).some((word) => text.includes(word)))
      .map(({ name }) => `${name}, who is none of ${actor.name}'s business`),
    ...(text.replaceAll(CAMPUS_CIRCLE, '').replaceAll(COUNT_OF_TRIAGE, '').match(FORBIDDEN_PROPERTIES) ?? []).map(
      (found) => `the property ${found}`,
    ),
    ...(text.includes('$argon2') ? ['a password hash'] : []),
  ];
};

/** Who may be asked to approve is told to the school: the name, never the number. */
const wordsOf = (person: RowPerson, { person: self, school }: Actor): string[] => {
  const { counsellor, counsellorFar } = school.people;
  const isOffered = self !== null && (person === counsellor || person === counsellorFar);
  return [`"${person.number}"`, ...(isOffered ? [] : [person.name]), ...(self && !isOffered ? [person.id] : [])];
};

/** Names of columns that no view has. */
const FORBIDDEN_PROPERTIES =
  /"(?:[a-z]+_[a-z_]+|schoolId|passwordHash|idNumber|idCipher|idLookup|refreshHash|secretCipher|latitude|longitude|deviceId)":/g;

/** The one state that counts are listed by. */
const COUNT_OF_TRIAGE = /"needs_look":(?=\d+[,}])/g;

/** Where a campus is, everybody may know; where a person is, nobody. */
const CAMPUS_CIRCLE = /"latitude":[\d.-]+,"longitude":[\d.-]+,(?="radiusMetres":)/g;
