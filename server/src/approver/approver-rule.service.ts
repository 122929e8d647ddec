import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { ApproverRuleInput, ApproverRuleView } from '@shared/return';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';

const MOST_RULES = 500;

const SELECT_RULE = `
  SELECT r.unit_id AS "unitId", u.name AS unit, r.approver_ids AS "approverIds", r.notice,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('personId', p.id, 'name', p.name, 'unit', pu.name)
       ORDER BY array_position(r.approver_ids, p.id)), '[]')
     FROM people p JOIN units pu ON pu.school_id = p.school_id AND pu.id = p.unit_id
     WHERE p.school_id = r.school_id AND p.id = ANY (r.approver_ids)) AS approvers
  FROM approver_rules r JOIN units u ON u.school_id = r.school_id AND u.id = r.unit_id`;

/** Which approvers a unit offers, and what it says to whoever applies. */
@Injectable()
export class ApproverRules {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  list(schoolId: string): Promise<ApproverRuleView[]> {
    return this.database.query(`${SELECT_RULE} WHERE r.school_id = $1 ORDER BY u.code LIMIT ${MOST_RULES}`, [schoolId]);
  }

  /** @throws DomainError NOT_FOUND where the unit has no rule of its own */
  async one(schoolId: string, unitId: string, tx: EntityManager = this.database.manager): Promise<ApproverRuleView> {
    const [rule]: ApproverRuleView[] = await tx.query(`${SELECT_RULE} WHERE r.school_id = $1 AND r.unit_id = $2`, [
      schoolId,
      unitId,
    ]);
    if (!rule) {
      throw new DomainError('NOT_FOUND');
    }
    return rule;
  }

  /** @throws DomainError NOT_FOUND for the unit, APPROVER_RULE_INVALID for somebody who is no active counsellor */
  async set(caller: Caller, unitId: string, { approverIds, notice }: ApproverRuleInput): Promise<ApproverRuleView> {
    const { schoolId } = caller;
    return this.database.transaction(async (tx) => {
      await this.demandUnit(tx, schoolId, unitId);
      await this.demandCounsellors(tx, schoolId, approverIds);
      await tx.query(
        `INSERT INTO approver_rules (school_id, unit_id, approver_ids, notice, updated_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (school_id, unit_id) DO UPDATE
           SET approver_ids = excluded.approver_ids, notice = excluded.notice, updated_at = excluded.updated_at`,
        [schoolId, unitId, approverIds, notice === null ? null : JSON.stringify(notice), this.clock.now()],
      );
      await this.log(tx, caller, 'approver_rule.set', unitId);
      return this.one(schoolId, unitId, tx);
    });
  }

  /** The unit falls back to the rule of the nearest unit above. @throws DomainError NOT_FOUND */
  async remove(caller: Caller, unitId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [rows] = (await tx.query(
        'DELETE FROM approver_rules WHERE school_id = $1 AND unit_id = $2 RETURNING unit_id',
        [caller.schoolId, unitId],
      )) as [unknown[], number];
      if (rows.length === 0) {
        throw new DomainError('NOT_FOUND');
      }
      await this.log(tx, caller, 'approver_rule.remove', unitId);
    });
  }

  private async demandUnit(tx: EntityManager, schoolId: string, unitId: string): Promise<void> {
    const known: unknown[] = await tx.query('SELECT FROM units WHERE school_id = $1 AND id = $2 FOR SHARE', [
      schoolId,
      unitId,
    ]);
    if (known.length === 0) {
      throw new DomainError('NOT_FOUND');
    }
  }

  private async demandCounsellors(tx: EntityManager, schoolId: string, ids: string[]): Promise<void> {
    const known: { id: string }[] = await tx.query(
      `SELECT p.id FROM people p WHERE p.school_id = $1 AND p.id = ANY ($2::uuid[]) AND p.state = 'active' AND EXISTS (
         SELECT FROM role_grants g WHERE g.school_id = p.school_id AND g.person_id = p.id AND g.role = 'counsellor')`,
      [schoolId, ids],
    );
    const fields = ids
      .map((id, index) => ({ path: `/approverIds/${index}`, rule: 'counsellor', id }))
      .filter(({ id }) => !known.some((one) => one.id === id.toLowerCase()))
      .map(({ path, rule }) => ({ path, rule }));
    if (fields.length > 0) {
      throw new DomainError('APPROVER_RULE_INVALID', { fields });
    }
  }

  private log(tx: EntityManager, caller: Caller, action: string, unitId: string): Promise<void> {
    return this.audit.write(tx, {
      schoolId: caller.schoolId,
      actorId: caller.personId,
      requestId: caller.requestId,
      action,
      objectKind: 'unit',
      objectId: unitId,
    });
  }
}
