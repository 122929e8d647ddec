import type { DataSource } from 'typeorm';
import { IdCipher } from '../common/id-cipher';
import type { KeyRing } from '../common/key-ring';

const BATCH = 1000;

/** Tables with a sealed column, and the columns that name their rows. */
const SEALED = [
  { table: 'people', column: 'id_cipher', key: 'id' },
  { table: 'totp_secrets', column: 'secret_cipher', key: 'person_id' },
] as const;

/**
 * Seals everything with the current key, a thousand rows a transaction. Rows that stand under the current key
 * already are skipped, so that it may be cut off and begun again at any time.
 * @returns how many rows were sealed anew
 */
export const resealAll = async (database: DataSource, keys: KeyRing): Promise<number> => {
  let sealed = 0;
  for (const place of SEALED) {
    for (let done = BATCH; done === BATCH; sealed += done) {
      done = await resealBatch(database, keys, place);
    }
  }
  return sealed;
};

const resealBatch = (
  database: DataSource,
  keys: KeyRing,
  { table, column, key }: (typeof SEALED)[number],
): Promise<number> =>
  database.transaction(async (tx) => {
    const cipher = new IdCipher(keys);
    const rows = (await tx.query(
      `SELECT school_id, ${key} AS id, ${column} AS sealed FROM ${table}
       WHERE substring(${column} FROM 1 FOR 4) <> $1 LIMIT ${BATCH} FOR UPDATE`,
      [Buffer.from(keys.current('id_cipher').id, 'hex')],
    )) as { school_id: string; id: string; sealed: Buffer }[];
    await tx.query(
      `UPDATE ${table} t SET ${column} = r.sealed
       FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS r (school_id, id, sealed)
       WHERE t.school_id = r.school_id AND t.${key} = r.id`,
      [
        rows.map((row) => row.school_id),
        rows.map(({ id }) => id),
        rows.map(({ sealed }) => cipher.seal(cipher.open(sealed))),
      ],
    );
    return rows.length;
  });
