import type { DataSource } from 'typeorm';
import { sealHash, type SealedEntry } from '../common/audit-seal';
import { optionsOf, Refusal, runCommand, withDatabase } from './command';

interface SealRow {
  batch: number;
  first_id: string;
  last_id: string;
  entries: number;
  previous_hash: Buffer;
  hash: Buffer;
}

export interface AuditVerdict {
  code: string;
  batches: number;
  entries: number;
  /** written, but not yet in a batch */
  unsealed: number;
  /** the first batch that does not fit its entries or the batch before it */
  broken: { batch: number; reason: string } | null;
}

const START = { batch: 0, last_id: '0', hash: Buffer.alloc(32) };

const brokenReason = (
  seal: SealRow,
  before: Pick<SealRow, 'batch' | 'hash'>,
  entries: SealedEntry[],
): string | null => {
  if (seal.batch !== before.batch + 1) {
    return `batch ${before.batch + 1} is missing`;
  }
  if (!seal.previous_hash.equals(before.hash)) {
    return 'it does not continue the batch before it';
  }
  if (entries.length !== seal.entries) {
    return `it sealed ${seal.entries} entries, ${entries.length} are there`;
  }
  return sealHash(before.hash, entries).equals(seal.hash) ? null : 'an entry was changed';
};

/** Recomputes the chain of one school, batch by batch. */
export const verifySchool = async (
  database: DataSource,
  school: { id: string; code: string },
): Promise<AuditVerdict> => {
  const seals = (await database.query(
    'SELECT batch, first_id, last_id, entries, previous_hash, hash FROM audit_seals WHERE school_id = $1 ORDER BY batch',
    [school.id],
  )) as SealRow[];
  const verdict: AuditVerdict = { code: school.code, batches: 0, entries: 0, unsealed: 0, broken: null };
  let before: Pick<SealRow, 'batch' | 'hash' | 'last_id'> = START;
  for (const seal of seals) {
    const entries = await entriesBetween(database, school.id, before.last_id, seal.last_id);
    const reason = brokenReason(seal, before, entries);
    if (reason !== null) {
      return { ...verdict, broken: { batch: seal.batch, reason } };
    }
    verdict.batches += 1;
    verdict.entries += entries.length;
    before = seal;
  }
  const [rest] = (await database.query(
    'SELECT count(*)::int AS n FROM audit_entries WHERE school_id = $1 AND id > $2',
    [school.id, before.last_id],
  )) as { n: number }[];
  return { ...verdict, unsealed: rest?.n ?? 0 };
};

const entriesBetween = (database: DataSource, schoolId: string, after: string, last: string): Promise<SealedEntry[]> =>
  database.query(
    `SELECT id, at, actor, action, object_kind, object_id, request_id FROM audit_entries
     WHERE school_id = $1 AND id > $2 AND id <= $3 ORDER BY id`,
    [schoolId, after, last],
  );

const told = ({ code, batches, entries, unsealed, broken }: AuditVerdict): string =>
  broken
    ? `${code}: BROKEN at batch ${broken.batch}: ${broken.reason}`
    : `${code}: ${batches} batches with ${entries} entries hold; ${unsealed} not sealed yet`;

if (require.main === module) {
  runCommand('audit:verify', async (env, args) => {
    const { school } = optionsOf(args, { school: { type: 'string' } });
    const verdicts = await withDatabase(env, async (database) => {
      const schools = (await database.query(
        'SELECT id, code FROM schools WHERE $1::text IS NULL OR code = $1 ORDER BY code',
        [school ?? null],
      )) as { id: string; code: string }[];
      if (school !== undefined && schools.length === 0) {
        throw new Refusal(`there is no school "${school}"`);
      }
      return Promise.all(schools.map((one) => verifySchool(database, one)));
    });
    verdicts.forEach((verdict) => console.log(told(verdict)));
    process.exitCode = verdicts.some(({ broken }) => broken) ? 1 : 0;
  });
}
