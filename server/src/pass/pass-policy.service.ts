import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { DEFAULT_PASS_POLICY, type PassPolicy } from '@shared/pass';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';

const FRESH_MS = 4_000;
const MAX_SCHOOLS = 1_000;

interface Kept {
  loadedAt: number;
  policy: Promise<PassPolicy>;
}

/** What a school decides about passes; kept for seconds. */
@Injectable()
export class PassPolicies {
  private readonly kept = new Map<string, Kept>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  of(schoolId: string): Promise<PassPolicy> {
    const now = this.clock.now().getTime();
    const known = this.kept.get(schoolId);
    if (known && now - known.loadedAt < FRESH_MS && now >= known.loadedAt) {
      return known.policy;
    }
    const policy = this.load(schoolId);
    if (this.kept.size >= MAX_SCHOOLS) {
      this.kept.clear();
    }
    this.kept.set(schoolId, { loadedAt: now, policy });
    policy.catch(() => this.kept.delete(schoolId));
    return policy;
  }

  /** @throws DomainError REQUEST_INVALID for a unit of no school or another's */
  async change(caller: Caller, policy: PassPolicy): Promise<PassPolicy> {
    const { schoolId } = caller;
    await this.database.transaction(async (tx) => {
      const [known]: { count: number }[] = await tx.query(
        'SELECT count(*)::int AS count FROM units WHERE school_id = $1 AND id = ANY ($2::uuid[])',
        [schoolId, policy.exemptUnitIds],
      );
      if (known?.count !== policy.exemptUnitIds.length) {
        throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/exemptUnitIds', rule: 'known' }] });
      }
      await tx.query(
        `INSERT INTO pass_policies (school_id, fever_tenths, check_in_max_age_hours, exempt_kinds, exempt_unit_ids, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (school_id) DO UPDATE SET fever_tenths = excluded.fever_tenths,
           check_in_max_age_hours = excluded.check_in_max_age_hours, exempt_kinds = excluded.exempt_kinds,
           exempt_unit_ids = excluded.exempt_unit_ids, updated_at = excluded.updated_at`,
        [
          ...[schoolId, policy.feverTenths, policy.checkInMaxAgeHours, policy.exemptKinds, policy.exemptUnitIds],
          this.clock.now(),
        ],
      );
      await this.audit.write(tx, {
        ...{ schoolId, actorId: caller.personId, requestId: caller.requestId },
        ...{ action: 'pass_policy.change', objectKind: 'school', objectId: schoolId },
      });
    });
    this.kept.delete(schoolId);
    return this.of(schoolId);
  }

  private async load(schoolId: string): Promise<PassPolicy> {
    const [row]: PassPolicy[] = await this.database.query(
      `SELECT fever_tenths AS "feverTenths", check_in_max_age_hours AS "checkInMaxAgeHours",
         exempt_kinds AS "exemptKinds", exempt_unit_ids AS "exemptUnitIds"
       FROM pass_policies WHERE school_id = $1`,
      [schoolId],
    );
    return row ?? DEFAULT_PASS_POLICY;
  }
}
