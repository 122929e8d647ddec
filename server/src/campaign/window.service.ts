import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { WindowInput, WindowRow } from '@shared/check-in';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { minuteFaults, overlaps } from './campaign.rules';
import { PlanService } from './plan.service';

/** The windows of a campaign: when which form is owed by whom. */
@Injectable()
export class WindowService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly plans: PlanService,
  ) {}

  async list(schoolId: string, campaignId: string): Promise<WindowRow[]> {
    await this.campaign(this.database.manager, schoolId, campaignId);
    return this.rows(this.database.manager, schoolId, campaignId);
  }

  /**
   * The list takes the place of the one before. A window that stays the same keeps its id, so that reports
   * already sent for it count on; one that is left out stays as a row of the past.
   * @throws DomainError WINDOWS_OVERLAP, REQUEST_INVALID, CAMPAIGN_STATE_CONFLICT
   */
  async replace(caller: Caller, campaignId: string, items: WindowInput[]): Promise<WindowRow[]> {
    demandWindows(items);
    const { schoolId } = caller;
    const rows = await this.database.transaction(async (tx) => {
      const { state } = await this.campaign(tx, schoolId, campaignId, 'FOR UPDATE');
      if (state === 'ended') {
        throw new DomainError('CAMPAIGN_STATE_CONFLICT');
      }
      const before = await this.rows(tx, schoolId, campaignId);
      const kept = before.filter((row) => items.some((item) => sameWindow(row, item)));
      await tx.query('UPDATE check_in_windows SET removed_at = $3 WHERE school_id = $1 AND id = ANY ($2)', [
        schoolId,
        before.filter((row) => !kept.includes(row)).map(({ id }) => id),
        this.clock.now(),
      ]);
      for (const item of items.filter((one) => !kept.some((row) => sameWindow(row, one)))) {
        await this.insert(tx, schoolId, campaignId, item);
      }
      await this.audit.write(tx, {
        schoolId,
        actorId: caller.personId,
        requestId: caller.requestId,
        action: 'campaign.windows',
        objectKind: 'campaign',
        objectId: campaignId,
      });
      return this.rows(tx, schoolId, campaignId);
    });
    this.plans.forget(schoolId);
    return rows;
  }

  private async insert(tx: EntityManager, schoolId: string, campaignId: string, item: WindowInput): Promise<void> {
    await tx
      .query(
        `INSERT INTO check_in_windows (school_id, id, campaign_id, form_key, title, kind, presence, campus_id,
           opens_minute, closes_minute, late_until_minute)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          ...[schoolId, newId(), campaignId, item.formKey, JSON.stringify(item.title), item.kind],
          ...[item.presence ?? null, item.campusId ?? null, item.opensMinute, item.closesMinute, item.lateUntilMinute],
        ],
      )
      .catch((error: unknown) => {
        if (violatedConstraint(error)?.includes('campus')) {
          throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/items/campusId', rule: 'known' }] });
        }
        throw error;
      });
  }

  private rows(tx: EntityManager, schoolId: string, campaignId: string): Promise<WindowRow[]> {
    return tx.query(
      `SELECT id, form_key AS "formKey", title, kind, presence, campus_id AS "campusId",
         opens_minute AS "opensMinute", closes_minute AS "closesMinute", late_until_minute AS "lateUntilMinute"
       FROM check_in_windows WHERE school_id = $1 AND campaign_id = $2 AND removed_at IS NULL
       ORDER BY opens_minute, form_key, id`,
      [schoolId, campaignId],
    );
  }

  private async campaign(tx: EntityManager, schoolId: string, id: string, lock = ''): Promise<{ state: string }> {
    const [row]: { state: string }[] = await tx.query(
      `SELECT state FROM campaigns WHERE school_id = $1 AND id = $2 ${lock}`,
      [schoolId, id],
    );
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    return row;
  }
}

const demandWindows = (items: WindowInput[]): void => {
  const backwards = minuteFaults(items);
  if (backwards.length > 0) {
    throw new DomainError('REQUEST_INVALID', { fields: backwards });
  }
  const colliding = overlaps(
    items.map((item) => ({ ...item, presence: item.presence ?? null, campusId: item.campusId ?? null })),
  );
  if (colliding.length > 0) {
    throw new DomainError('WINDOWS_OVERLAP', { fields: colliding });
  }
};

const sameWindow = (row: WindowRow, item: WindowInput): boolean =>
  row.formKey === item.formKey &&
  row.kind === item.kind &&
  row.presence === (item.presence ?? null) &&
  row.campusId === (item.campusId ?? null) &&
  row.opensMinute === item.opensMinute &&
  row.closesMinute === item.closesMinute &&
  row.lateUntilMinute === item.lateUntilMinute &&
  row.title.zh === item.title.zh &&
  row.title.en === item.title.en;
