import type { DataSource, EntityManager } from 'typeorm';
import { IdCipher } from '../common/id-cipher';
import type { KeyRing } from '../common/key-ring';

const BATCH = 2000;
const NO_ONE = '00000000-0000-0000-0000-000000000000';

interface SealedPerson {
  school_id: string;
  id: string;
  id_cipher: Buffer;
}

/**
 * Gives every person the lookup hash under the current key, all or none: two keys at once would let one ID
 * document stand for two people.
 * @returns how many people were hashed anew
 */
export const rehashAll = (database: DataSource, keys: KeyRing): Promise<number> =>
  database.transaction(async (tx) => {
    await tx.query('LOCK TABLE people IN EXCLUSIVE MODE');
    let hashed = 0;
    for (
      let after = NO_ONE, people = await peopleAfter(tx, after);
      people.length > 0;
      people = await peopleAfter(tx, after)
    ) {
      await rehash(tx, keys, people);
      hashed += people.length;
      after = people.at(-1)?.id ?? after;
    }
    return hashed;
  });

const peopleAfter = (tx: EntityManager, after: string): Promise<SealedPerson[]> =>
  tx.query(`SELECT school_id, id, id_cipher FROM people WHERE id > $1 ORDER BY id LIMIT ${BATCH}`, [after]);

const rehash = async (tx: EntityManager, keys: KeyRing, people: readonly SealedPerson[]): Promise<void> => {
  const cipher = new IdCipher(keys);
  await tx.query(
    `UPDATE people p SET id_lookup = r.lookup
     FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS r (school_id, id, lookup)
     WHERE p.school_id = r.school_id AND p.id = r.id`,
    [
      people.map((person) => person.school_id),
      people.map(({ id }) => id),
      people.map((person) => cipher.lookup(person.school_id, cipher.open(person.id_cipher))),
    ],
  );
};

/** Whether the stored hashes are those of this ring's current key, judged by one person; null without people. */
export const hashedUnder = async (database: DataSource, keys: KeyRing): Promise<boolean | null> => {
  const [person] = (await database.query(
    'SELECT school_id, id, id_cipher, id_lookup FROM people LIMIT 1',
  )) as (SealedPerson & {
    id_lookup: Buffer;
  })[];
  if (!person) {
    return null;
  }
  const cipher = new IdCipher(keys);
  return cipher.lookup(person.school_id, cipher.open(person.id_cipher)).equals(person.id_lookup);
};
