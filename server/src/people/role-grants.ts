import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { GrantRow } from '@shared/person-admin';
import type { StaffRole } from '@shared/permissions';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { CredentialService } from '../credential/credential.service';
import { TotpReset } from '../totp/totp-reset.service';
import { grantFault } from './people.rules';
import { StaffTrail } from './staff-trail';

interface NewGrant {
  personId: string;
  role: StaffRole;
  unitId: string | null;
}

const GRANT = `
  SELECT g.id, g.role, u.name AS unit, g.person_id AS "personId", p.number AS "personNumber", p.name AS "personName"
  FROM role_grants g
  JOIN people p ON p.school_id = g.school_id AND p.id = g.person_id
  LEFT JOIN units u ON u.school_id = g.school_id AND u.id = g.unit_id`;

/** Who holds which staff role. Nobody grants to or takes from themself. */
@Injectable()
export class RoleGrants {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly trail: StaffTrail,
    private readonly totp: TotpReset,
    private readonly credentials: CredentialService,
    private readonly clock: Clock,
  ) {}

  async page(schoolId: string, cursor: string | undefined): Promise<Page<GrantRow>> {
    const [after] = decodeTypedCursor(cursor, ['uuid']) ?? [null];
    const rows: GrantRow[] = await this.database.query(
      `${GRANT} WHERE g.school_id = $1 AND ($2::uuid IS NULL OR g.id > $2) ORDER BY g.id LIMIT $3`,
      [schoolId, after, PAGE_LIMIT.default + 1],
    );
    return pageOf(
      rows,
      PAGE_LIMIT.default,
      (row) => [row.id],
      (row) => row,
    );
  }

  /**
   * Granting what somebody holds already answers with the grant that is there. Whoever signs in first enrols the second
   * factor: behind an initial password that could be anybody who knows the ID number.
   * @throws DomainError ROLE_NEEDS_PASSWORD, REQUEST_INVALID, PERSON_UNKNOWN, PERSON_STATE_CONFLICT, NOT_FOUND, PERMISSION_DENIED for oneself
   */
  async grant(caller: Caller, wish: NewGrant): Promise<GrantRow> {
    const { personId, role, unitId } = wish;
    const fault = grantFault(wish);
    if (fault) {
      throw new DomainError('REQUEST_INVALID', { fields: [fault] });
    }
    if (personId === caller.personId) {
      throw new DomainError('PERMISSION_DENIED');
    }
    return this.database.transaction(async (tx) => {
      const [person] = (await tx.query('SELECT state FROM people WHERE school_id = $1 AND id = $2 FOR UPDATE', [
        caller.schoolId,
        personId,
      ])) as { state: string }[];
      if (!person) {
        throw new DomainError('PERSON_UNKNOWN');
      }
      if (person.state !== 'active') {
        throw new DomainError('PERSON_STATE_CONFLICT', { details: { state: person.state } });
      }
      const inserted = (await tx
        .query(
          `INSERT INTO role_grants (school_id, id, person_id, role, unit_id, granted_by, granted_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (school_id, person_id, role, unit_id) DO NOTHING RETURNING id`,
          [caller.schoolId, newId(), personId, role, unitId, caller.personId, this.clock.now()],
        )
        .catch((error: unknown) => {
          throw violatedConstraint(error)?.includes('unit_id') ? new DomainError('NOT_FOUND') : error;
        })) as unknown[];
      if (inserted.length > 0) {
        await this.demandOwnPassword(caller.schoolId, personId);
        await this.trail.leave(tx, caller, personId, 'role.grant');
      }
      const [grant] = (await tx.query(
        `${GRANT} WHERE g.school_id = $1 AND g.person_id = $2 AND g.role = $3 AND g.unit_id IS NOT DISTINCT FROM $4::uuid`,
        [caller.schoolId, personId, role, unitId],
      )) as [GrantRow];
      return grant;
    });
  }

  /**
   * With the last role its second factor goes: whoever lost the authenticator enrols a new one with the next grant.
   * @throws DomainError NOT_FOUND, PERMISSION_DENIED for one's own
   */
  async revoke(caller: Caller, grantId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [grant] = (await tx.query(
        `SELECT g.person_id FROM role_grants g JOIN people p ON p.school_id = g.school_id AND p.id = g.person_id
         WHERE g.school_id = $1 AND g.id = $2 FOR UPDATE OF p`,
        [caller.schoolId, grantId],
      )) as { person_id: string }[];
      if (grant?.person_id === caller.personId) {
        throw new DomainError('PERMISSION_DENIED');
      }
      const [, revoked] = (await tx.query('DELETE FROM role_grants WHERE school_id = $1 AND id = $2', [
        caller.schoolId,
        grantId,
      ])) as [unknown, number];
      if (!grant || revoked === 0) {
        throw new DomainError('NOT_FOUND');
      }
      await this.trail.leave(tx, caller, grant.person_id, 'role.revoke');
      await this.forgetFactorOfNoRole(tx, caller, grant.person_id);
    });
  }

  private async demandOwnPassword(schoolId: string, personId: string): Promise<void> {
    if ((await this.credentials.kindOf(schoolId, personId)) === 'initial') {
      throw new DomainError('ROLE_NEEDS_PASSWORD');
    }
  }

  private async forgetFactorOfNoRole(
    tx: EntityManager,
    { schoolId, personId: actorId, requestId }: Caller,
    personId: string,
  ): Promise<void> {
    const left = (await tx.query('SELECT FROM role_grants WHERE school_id = $1 AND person_id = $2 LIMIT 1', [
      schoolId,
      personId,
    ])) as unknown[];
    if (left.length === 0) {
      await this.totp.reset(tx, { schoolId, personId, actorId, requestId });
    }
  }
}
