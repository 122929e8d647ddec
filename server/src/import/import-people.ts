import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { IdCipher } from '../common/id-cipher';
import { newId } from '../common/id';
import type { Places } from './import.rules';
import type { KnownPerson, WishedPerson } from './import.types';

const BATCH = 5_000;

interface PlaceRow {
  code: string;
  id: string;
}

const batches = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) =>
    items.slice(index * BATCH, (index + 1) * BATCH),
  );

/** People of a school read and written as a whole: a few statements, however many they are. */
@Injectable()
export class ImportPeople {
  constructor(
    private readonly cipher: IdCipher,
    private readonly clock: Clock,
  ) {}

  async places(tx: EntityManager, schoolId: string): Promise<Places> {
    const units = (await tx.query('SELECT code, id FROM units WHERE school_id = $1', [schoolId])) as PlaceRow[];
    const campuses = (await tx.query('SELECT code, id FROM campuses WHERE school_id = $1', [schoolId])) as PlaceRow[];
    return {
      units: new Map(units.map(({ code, id }) => [code, id])),
      campuses: new Map(campuses.map(({ code, id }) => [code, id])),
    };
  }

  async known(tx: EntityManager, schoolId: string): Promise<KnownPerson[]> {
    return (await tx.query(
      `SELECT p.id, p.number, p.name, p.sex, p.kind, p.unit_id AS "unitId", p.campus_id AS "campusId",
         p.id_kind AS "idKind", encode(p.id_lookup, 'hex') AS "idLookup", p.state,
         r.person_id IS NOT NULL AS "holdsRole", coalesce(c.cards, '{}') AS cards
       FROM people p
       LEFT JOIN (SELECT DISTINCT person_id FROM role_grants WHERE school_id = $1) r ON r.person_id = p.id
       LEFT JOIN (
         SELECT person_id, jsonb_object_agg(last_four, state) AS cards FROM cards WHERE school_id = $1 GROUP BY person_id
       ) c ON c.person_id = p.id
       WHERE p.school_id = $1`,
      [schoolId],
    )) as KnownPerson[];
  }

  lookupOf(schoolId: string, idNumber: string): string {
    return this.cipher.lookup(schoolId, idNumber).toString('hex');
  }

  /** @returns ids by number */
  async insert(tx: EntityManager, schoolId: string, people: readonly WishedPerson[]): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const batch of batches(people)) {
      const rows = batch.map((person) => ({ ...this.rowOf(schoolId, person), id: newId() }));
      rows.forEach(({ number, id }) => ids.set(number, id));
      await tx.query(
        `INSERT INTO people (school_id, id, number, name, sex, kind, state, unit_id, campus_id, id_kind, id_cipher, id_lookup)
         SELECT $1, n.id, n.number, n.name, n.sex, n.kind, n.state, n.unit_id, n.campus_id, n.id_kind,
           decode(n.id_cipher, 'hex'), decode(n.id_lookup, 'hex')
         FROM ${RECORDS}`,
        [schoolId, JSON.stringify(rows)],
      );
    }
    return ids;
  }

  async update(tx: EntityManager, schoolId: string, people: readonly (WishedPerson & { id: string })[]): Promise<void> {
    for (const batch of batches(people)) {
      await tx.query(
        `UPDATE people p SET name = n.name, sex = n.sex, kind = n.kind, state = n.state, unit_id = n.unit_id,
           campus_id = n.campus_id, id_kind = n.id_kind, id_cipher = decode(n.id_cipher, 'hex'),
           id_lookup = decode(n.id_lookup, 'hex'), updated_at = $3,
           state_since = CASE WHEN n.state = p.state THEN p.state_since ELSE $3 END
         FROM ${RECORDS} WHERE p.school_id = $1 AND p.id = n.id`,
        [
          schoolId,
          JSON.stringify(batch.map((person) => ({ ...this.rowOf(schoolId, person), id: person.id }))),
          this.clock.now(),
        ],
      );
    }
  }

  async markLeft(tx: EntityManager, schoolId: string, personIds: string[]): Promise<void> {
    await tx.query(
      `UPDATE people SET state = 'left', state_since = $3, updated_at = $3 WHERE school_id = $1 AND id = ANY ($2::uuid[])`,
      [schoolId, personIds, this.clock.now()],
    );
  }

  async writeCards(
    tx: EntityManager,
    schoolId: string,
    cards: readonly { personId: string; lastFour: string; state: string }[],
  ): Promise<void> {
    for (const batch of batches(cards)) {
      await tx.query(
        `INSERT INTO cards (school_id, id, person_id, last_four, state)
         SELECT $1, n.id, n.person_id, n.last_four, n.state
         FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) AS n (id, person_id, last_four, state)
         ON CONFLICT (school_id, person_id, last_four) DO UPDATE SET state = excluded.state
         WHERE cards.state <> excluded.state`,
        [
          schoolId,
          batch.map(() => newId()),
          batch.map(({ personId }) => personId),
          batch.map(({ lastFour }) => lastFour),
          batch.map(({ state }) => state),
        ],
      );
    }
  }

  private rowOf(schoolId: string, person: WishedPerson) {
    return {
      number: person.number,
      name: person.name,
      sex: person.sex,
      kind: person.kind,
      state: person.state,
      unit_id: person.unitId,
      campus_id: person.campusId,
      id_kind: person.idKind,
      id_cipher: this.cipher.seal(person.idNumber).toString('hex'),
      id_lookup: this.lookupOf(schoolId, person.idNumber),
    };
  }
}

const RECORDS = `jsonb_to_recordset($2::jsonb) AS n (id uuid, number text, name text, sex text, kind text, state text,
  unit_id uuid, campus_id uuid, id_kind text, id_cipher text, id_lookup text)`;
