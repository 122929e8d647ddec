import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { EvidenceSlot } from '@shared/return';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { slotFaults } from './evidence.rules';

/** The photos that a campaign asks for. */
@Injectable()
export class EvidenceSlots {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditLog,
  ) {}

  async slotsOf(
    schoolId: string,
    campaignId: string,
    tx: EntityManager = this.database.manager,
  ): Promise<EvidenceSlot[]> {
    const rows: { key: string; body: Omit<EvidenceSlot, 'key'> }[] = await tx.query(
      'SELECT key, body FROM return_evidence_slots WHERE school_id = $1 AND campaign_id = $2 ORDER BY position',
      [schoolId, campaignId],
    );
    return rows.map(({ key, body: { title, help, required, papers, sample } }) => ({
      ...{ key, title, help, required, papers, sample },
    }));
  }

  /** @throws DomainError NOT_FOUND */
  async list(schoolId: string, campaignId: string): Promise<EvidenceSlot[]> {
    await this.campaign(this.database.manager, schoolId, campaignId);
    return this.slotsOf(schoolId, campaignId);
  }

  /**
   * The list takes the place of the one before; what was handed in under it stays as it was.
   * @throws DomainError NOT_FOUND, EVIDENCE_SLOTS_INVALID, CAMPAIGN_STATE_CONFLICT once the campaign has ended
   */
  async replace(caller: Caller, campaignId: string, slots: EvidenceSlot[]): Promise<EvidenceSlot[]> {
    const fields = slotFaults(slots);
    if (fields.length > 0) {
      throw new DomainError('EVIDENCE_SLOTS_INVALID', { fields });
    }
    const { schoolId } = caller;
    return this.database.transaction(async (tx) => {
      const { state } = await this.campaign(tx, schoolId, campaignId, 'FOR UPDATE');
      if (state === 'ended') {
        throw new DomainError('CAMPAIGN_STATE_CONFLICT');
      }
      await tx.query('DELETE FROM return_evidence_slots WHERE school_id = $1 AND campaign_id = $2', [
        schoolId,
        campaignId,
      ]);
      for (const [position, { key, ...body }] of slots.entries()) {
        await tx.query(
          'INSERT INTO return_evidence_slots (school_id, campaign_id, key, position, body) VALUES ($1, $2, $3, $4, $5)',
          [schoolId, campaignId, key, position, JSON.stringify(body)],
        );
      }
      await this.audit.write(tx, {
        schoolId,
        actorId: caller.personId,
        requestId: caller.requestId,
        action: 'campaign.evidence_slots',
        objectKind: 'campaign',
        objectId: campaignId,
      });
      return this.slotsOf(schoolId, campaignId, tx);
    });
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
