import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import { offerOf, type Candidate, type Offer } from './approver.rules';

/** No list on a phone is longer. */
const MOST_OFFERED = 60;

export interface ApproverOffer extends Offer {
  /** of the rule, for whoever applies */
  notice: Bilingual | null;
}

/** Answers who may be asked to approve what a person applies for. */
@Injectable()
export class ApproverChoice {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Active counsellors only, never the person; by the rule of the nearest unit, else by the units. One statement.
   * @param presentId with whom the application is already, who may have got it from another
   */
  async offerFor(
    schoolId: string,
    personId: string,
    presentId: string | null,
    tx: EntityManager = this.database.manager,
  ): Promise<ApproverOffer> {
    const rows: (Candidate & { notice: Bilingual | null })[] = await tx.query(OFFER, [
      schoolId,
      personId,
      MOST_OFFERED,
      presentId,
    ]);
    return { ...offerOf(rows.filter(({ person_id }) => person_id !== null)), notice: rows[0]?.notice ?? null };
  }
}

/** $1 school $2 person $3 how many at most $4 present approver. One line with the notice alone when nobody can approve. */
const OFFER = `
  WITH me AS (
    SELECT p.id, u.path,
      (SELECT c.id FROM units c WHERE c.school_id = p.school_id AND c.id = ANY (u.path) AND c.kind = 'college'
       ORDER BY cardinality(c.path) DESC LIMIT 1) AS college_id
    FROM people p JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
    WHERE p.school_id = $1 AND p.id = $2
  ), rule AS (
    SELECT r.approver_ids, r.notice FROM me JOIN approver_rules r ON r.school_id = $1 AND r.unit_id = ANY (me.path)
    ORDER BY array_position(me.path, r.unit_id) DESC LIMIT 1
  ), ranked AS (
    SELECT g.person_id, min(CASE
        WHEN g.person_id = ANY (rule.approver_ids) THEN array_position(rule.approver_ids, g.person_id)
        WHEN g.unit_id = ANY (me.path) THEN 2000 - array_position(me.path, g.unit_id)
        WHEN me.college_id = ANY (u.path) THEN 3000
        ELSE 4000 END) AS place
    FROM me LEFT JOIN rule ON true
    JOIN role_grants g ON g.school_id = $1 AND g.role = 'counsellor' AND g.person_id <> me.id
    JOIN units u ON u.school_id = g.school_id AND u.id = g.unit_id
    WHERE g.person_id = ANY (rule.approver_ids) OR g.unit_id = ANY (me.path) OR me.college_id = ANY (u.path)
      OR g.person_id = $4::uuid
    GROUP BY g.person_id
  ), named AS (
    SELECT c.id AS person_id, c.name, u.name AS unit, k.place, c.id IS NOT DISTINCT FROM $4::uuid AS is_present,
      CASE WHEN k.place < 1000 THEN 'rule' WHEN k.place < 3000 THEN 'path' WHEN k.place < 4000 THEN 'college'
        ELSE 'elsewhere' END AS standing
    FROM ranked k
    JOIN people c ON c.school_id = $1 AND c.id = k.person_id AND c.state = 'active'
    JOIN units u ON u.school_id = c.school_id AND u.id = c.unit_id
    ORDER BY is_present DESC, k.place, c.number LIMIT $3
  )
  SELECT named.person_id, named.name, named.unit, named.standing, named.is_present, (SELECT notice FROM rule) AS notice
  FROM me LEFT JOIN named ON true ORDER BY named.place, named.person_id`;
