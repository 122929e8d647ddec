import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DeputyInput, DeputyView } from '@shared/approval';
import type { Bilingual } from '@shared/bilingual';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { Idempotency } from '../common/idempotency';
import { ApproverDirectory } from './approver-directory.service';
import { DeputyTrail } from './deputy-trail';
import { deputyFault, MOST_DEPUTIES } from './deputy.rules';

interface DeputyRow {
  id: string;
  deputy_id: string;
  name: string;
  unit: Bilingual;
  from_at: Date;
  until_at: Date;
}

/** Approvers who are away name somebody who decides for them meanwhile. */
@Injectable()
export class DeputyService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvers: ApproverDirectory,
    private readonly idempotency: Idempotency,
    private readonly trail: DeputyTrail,
  ) {}

  /** The caller's own deputies, present and coming. */
  list(caller: Caller): Promise<DeputyView[]> {
    return this.currentOf(this.database.manager, caller);
  }

  /** @throws DomainError DEPUTY_INVALID (`rule` says which), IDEMPOTENCY_KEY_REUSED */
  async appoint(caller: Caller, key: string, input: DeputyInput): Promise<DeputyView> {
    return this.database.transaction(async (tx) => {
      const { id } = await this.idempotency.once(tx, caller, key, { deputy: { ...input } }, () =>
        this.appointIn(tx, caller, input),
      );
      return this.get(await this.currentOf(tx, caller), id);
    });
  }

  private async appointIn(tx: EntityManager, caller: Caller, input: DeputyInput): Promise<{ id: string }> {
    const { schoolId, personId } = caller;
    const fault = deputyFault(personId, input, this.clock.now());
    if (fault !== null) {
      throw new DomainError('DEPUTY_INVALID', { details: { rule: fault } });
    }
    // one approver names one deputy after the other, so that the limit holds
    await tx.query('SELECT id FROM people WHERE school_id = $1 AND id = $2 FOR NO KEY UPDATE', [schoolId, personId]);
    if (!(await this.approvers.has(tx, schoolId, input.deputyId))) {
      throw new DomainError('DEPUTY_INVALID', { details: { rule: 'not_offered' } });
    }
    if ((await this.currentOf(tx, caller)).length >= MOST_DEPUTIES) {
      throw new DomainError('DEPUTY_INVALID', { details: { rule: 'too_many' } });
    }
    const id = newId();
    await tx.query(
      `INSERT INTO approval_deputies (school_id, id, approver_id, deputy_id, from_at, until_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [schoolId, id, personId, input.deputyId, input.fromAt, input.untilAt],
    );
    await this.trail.appointed(tx, caller, id, input);
    return { id };
  }

  /** Ends it at once. @throws DomainError NOT_FOUND for another approver's */
  async end(caller: Caller, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [rows] = (await tx.query(
        `UPDATE approval_deputies SET ended_at = $4
         WHERE school_id = $1 AND approver_id = $2 AND id = $3 AND ended_at IS NULL RETURNING id`,
        [caller.schoolId, caller.personId, id, this.clock.now()],
      )) as [unknown[], number];
      if (rows.length === 0) {
        throw new DomainError('NOT_FOUND');
      }
      await this.trail.ended(tx, caller, id);
    });
  }

  private get(deputies: DeputyView[], id: string): DeputyView {
    const deputy = deputies.find((one) => one.id === id);
    if (!deputy) {
      throw new DomainError('NOT_FOUND');
    }
    return deputy;
  }

  private async currentOf(tx: EntityManager, { schoolId, personId }: Caller): Promise<DeputyView[]> {
    const rows: DeputyRow[] = await tx.query(
      `SELECT d.id, d.deputy_id, p.name, u.name AS unit, d.from_at, d.until_at
       FROM approval_deputies d
       JOIN people p ON p.school_id = d.school_id AND p.id = d.deputy_id
       JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       WHERE d.school_id = $1 AND d.approver_id = $2 AND d.ended_at IS NULL AND d.until_at > $3
       ORDER BY d.from_at, d.id`,
      [schoolId, personId, this.clock.now()],
    );
    return rows.map(viewOf);
  }
}

const viewOf = (row: DeputyRow): DeputyView => ({
  id: row.id,
  deputy: { personId: row.deputy_id, name: row.name, unit: row.unit },
  fromAt: row.from_at.toISOString(),
  untilAt: row.until_at.toISOString(),
});
