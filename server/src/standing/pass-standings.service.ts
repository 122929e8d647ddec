import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Standing } from '@shared/terminal';

export type Refusal = NonNullable<Standing['refusal']>;

/** A pass that stands otherwise than before; `before` is undefined for a new one. */
export interface ChangedStanding {
  personId: string;
  before: Refusal | null | undefined;
  after: Refusal | null;
}

interface ChangedRow {
  person_id: string;
  is_new: boolean;
  before: Refusal | null;
  after: Refusal | null;
}

/** How passes stand for terminals without network: written by whoever changes what it follows from. */
@Injectable()
export class PassStandings {
  /**
   * Brings the standings of these people's passes to the truth, after the change in the same transaction. Two who
   * change different causes at once do it one after the other: the passes are locked, then read anew.
   * @returns the passes that stand otherwise now. Two statements, however many people
   */
  async refresh(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<ChangedStanding[]> {
    if (personIds.length === 0) {
      return [];
    }
    await this.lock(tx, schoolId, personIds);
    const rows: ChangedRow[] = await tx.query(WRITE_STANDINGS, [schoolId, personIds]);
    return rows.map((row) => ({
      personId: row.person_id,
      before: row.is_new ? undefined : row.before,
      after: row.after,
    }));
  }

  /** In one order, whoever locks: for changes that must not miss each other. */
  async lock(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<void> {
    await tx.query(
      'SELECT FROM passes WHERE school_id = $1 AND person_id = ANY ($2::uuid[]) ORDER BY id FOR NO KEY UPDATE',
      [schoolId, personIds],
    );
  }
}

/** What is the same stays untouched, so that a device reads changes alone. */
const WRITE_STANDINGS = `
  WITH truth AS (
    SELECT a.id AS pass_id, a.person_id, a.epoch, CASE
      WHEN p.state NOT IN ('admitted', 'active') THEN 'person_inactive'
      WHEN EXISTS (
        SELECT FROM pass_holds h WHERE h.school_id = a.school_id AND h.person_id = a.person_id AND h.lifted_at IS NULL
      ) THEN 'pass_held'
      WHEN a.ended_at IS NOT NULL THEN 'pass_ended'
    END AS refusal
    FROM passes a JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id
    WHERE a.school_id = $1 AND a.person_id = ANY ($2::uuid[])
  ), written AS (
    INSERT INTO pass_standings AS s (school_id, pass_id, epoch, refusal)
    SELECT $1, pass_id, epoch, refusal FROM truth ORDER BY pass_id
    ON CONFLICT (school_id, pass_id) DO UPDATE
      SET epoch = excluded.epoch, refusal = excluded.refusal, changed_xid = pg_current_xact_id()
      WHERE (s.epoch, s.refusal) IS DISTINCT FROM (excluded.epoch, excluded.refusal)
    RETURNING pass_id, refusal
  )
  SELECT t.person_id, earlier.pass_id IS NULL AS is_new, earlier.refusal AS before, w.refusal AS after
  FROM written w
  JOIN truth t ON t.pass_id = w.pass_id
  LEFT JOIN pass_standings earlier ON earlier.school_id = $1 AND earlier.pass_id = w.pass_id`;
