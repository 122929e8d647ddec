import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ApproverOption } from '@shared/approval';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';

/** No answer is longer: whoever looks for somebody types another letter. */
const MOST_FOUND = 20;

/** SQL: whether the person of this alias is an active counsellor. */
export const canApprove = (person: string): string => `${person}.state = 'active' AND EXISTS (
  SELECT 1 FROM role_grants g WHERE g.school_id = ${person}.school_id AND g.person_id = ${person}.id AND g.role = 'counsellor')`;

/** Active counsellors of a school; nobody else can be looked up here. */
@Injectable()
export class ApproverDirectory {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** By a part of the name or of the unit's name; never the caller. */
  search({ schoolId, personId }: Caller, query: string): Promise<ApproverOption[]> {
    return this.database.query(
      `SELECT p.id AS "personId", p.name, u.name AS unit
       FROM people p JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       WHERE p.school_id = $1 AND p.id <> $2 AND ${canApprove('p')}
         AND ($3 = '' OR position(lower($3) IN lower(p.name)) > 0
           OR position(lower($3) IN lower(u.name->>'zh')) > 0 OR position(lower($3) IN lower(u.name->>'en')) > 0)
       ORDER BY p.name, p.number LIMIT $4`,
      [schoolId, personId, query.trim(), MOST_FOUND],
    );
  }

  /** Whether a person is an active counsellor of the school. */
  async has(tx: EntityManager, schoolId: string, personId: string): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `SELECT 1 FROM people p WHERE p.school_id = $1 AND p.id = $2 AND ${canApprove('p')}`,
      [schoolId, personId],
    );
    return rows.length > 0;
  }
}
