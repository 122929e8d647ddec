import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { CampaignInput, CampaignState, CampaignView } from '@shared/check-in';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { dateFaults, mayBecome } from './campaign.rules';
import { PlanService } from './plan.service';

interface CampaignRow {
  id: string;
  name: CampaignInput['name'];
  legal_ground: CampaignInput['legalGround'];
  starts_on: string;
  ends_on: string;
  retain_until: string;
  audience_kinds: CampaignInput['audienceKinds'];
  audience_unit_ids: string[];
  state: CampaignState;
}

const COLUMNS = `id, name, legal_ground, starts_on::text, ends_on::text, retain_until::text,
  audience_kinds, audience_unit_ids, state`;

const viewOf = (row: CampaignRow): CampaignView => ({
  id: row.id,
  name: row.name,
  legalGround: row.legal_ground,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  retainUntil: row.retain_until,
  audienceKinds: row.audience_kinds,
  audienceUnitIds: row.audience_unit_ids,
  state: row.state,
});

/** Campaigns: for whom, from when to when, on which ground, kept until when. One runs at a time. */
@Injectable()
export class CampaignService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly plans: PlanService,
  ) {}

  async list(schoolId: string): Promise<CampaignView[]> {
    const rows: CampaignRow[] = await this.database.query(
      `SELECT ${COLUMNS} FROM campaigns WHERE school_id = $1 ORDER BY id DESC LIMIT 100`,
      [schoolId],
    );
    return rows.map(viewOf);
  }

  async one(schoolId: string, id: string): Promise<CampaignView> {
    return viewOf(await this.row(this.database.manager, schoolId, id));
  }

  /** @throws DomainError CAMPAIGN_DATES_INVALID */
  async create(caller: Caller, input: CampaignInput): Promise<CampaignView> {
    demandDates(input);
    return this.database.transaction(async (tx) => {
      await this.demandUnits(tx, caller.schoolId, input.audienceUnitIds);
      const [row]: CampaignRow[] = await tx.query(
        `INSERT INTO campaigns (school_id, id, name, legal_ground, starts_on, ends_on, retain_until,
           audience_kinds, audience_unit_ids, state, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10) RETURNING ${COLUMNS}`,
        [caller.schoolId, newId(), ...valuesOf(input), this.clock.now()],
      );
      await this.log(tx, caller, (row as CampaignRow).id, 'campaign.create');
      return viewOf(row as CampaignRow);
    });
  }

  /** Until it has ended. @throws DomainError CAMPAIGN_STATE_CONFLICT */
  async change(caller: Caller, id: string, input: CampaignInput): Promise<CampaignView> {
    demandDates(input);
    const view = await this.database.transaction(async (tx) => {
      const before = await this.row(tx, caller.schoolId, id, 'FOR UPDATE');
      if (before.state === 'ended') {
        throw new DomainError('CAMPAIGN_STATE_CONFLICT');
      }
      await this.demandUnits(tx, caller.schoolId, input.audienceUnitIds);
      const [rows] = (await tx.query(
        `UPDATE campaigns SET name = $3, legal_ground = $4, starts_on = $5, ends_on = $6, retain_until = $7,
           audience_kinds = $8, audience_unit_ids = $9
         WHERE school_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
        [caller.schoolId, id, ...valuesOf(input)],
      )) as [CampaignRow[], number];
      await this.log(tx, caller, id, 'campaign.change');
      return viewOf(rows[0] as CampaignRow);
    });
    this.plans.forget(caller.schoolId);
    return view;
  }

  /** @throws DomainError CAMPAIGN_STATE_CONFLICT when it may not, or another one runs */
  async move(caller: Caller, id: string, to: 'running' | 'ended'): Promise<CampaignView> {
    const view = await this.database.transaction(async (tx) => {
      const before = await this.row(tx, caller.schoolId, id, 'FOR UPDATE');
      if (!mayBecome(before.state, to)) {
        throw new DomainError('CAMPAIGN_STATE_CONFLICT');
      }
      await tx
        .query('UPDATE campaigns SET state = $3 WHERE school_id = $1 AND id = $2', [caller.schoolId, id, to])
        .catch(asConflict);
      await this.log(tx, caller, id, to === 'running' ? 'campaign.start' : 'campaign.end');
      return viewOf({ ...before, state: to });
    });
    this.plans.forget(caller.schoolId);
    return view;
  }

  private async row(tx: EntityManager, schoolId: string, id: string, lock = ''): Promise<CampaignRow> {
    const [row]: CampaignRow[] = await tx.query(
      `SELECT ${COLUMNS} FROM campaigns WHERE school_id = $1 AND id = $2 ${lock}`,
      [schoolId, id],
    );
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    return row;
  }

  private async demandUnits(tx: EntityManager, schoolId: string, unitIds: string[]): Promise<void> {
    const [row]: { known: number }[] = await tx.query(
      'SELECT count(*)::int AS known FROM units WHERE school_id = $1 AND id = ANY ($2)',
      [schoolId, unitIds],
    );
    if (row?.known !== unitIds.length) {
      throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/audienceUnitIds', rule: 'known' }] });
    }
  }

  private log(tx: EntityManager, caller: Caller, id: string, action: string): Promise<void> {
    const { schoolId, personId: actorId, requestId } = caller;
    return this.audit.write(tx, { schoolId, actorId, requestId, action, objectKind: 'campaign', objectId: id });
  }
}

const demandDates = (input: CampaignInput): void => {
  const fields = dateFaults(input);
  if (fields.length > 0) {
    throw new DomainError('CAMPAIGN_DATES_INVALID', { fields });
  }
};

const valuesOf = (input: CampaignInput): unknown[] => [
  JSON.stringify(input.name),
  JSON.stringify(input.legalGround),
  input.startsOn,
  input.endsOn,
  input.retainUntil,
  input.audienceKinds,
  input.audienceUnitIds,
];

const asConflict = (error: unknown): never => {
  if (violatedConstraint(error) === 'campaigns_one_running') {
    throw new DomainError('CAMPAIGN_STATE_CONFLICT', { details: { reason: 'another_runs' } });
  }
  throw error;
};
