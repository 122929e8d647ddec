import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PersonState } from '@shared/identity';
import type { StaffRole } from '@shared/permissions';
import { AuditLog } from '../common/audit';
import { DomainError } from '../common/domain-error';
import { IdCipher } from '../common/id-cipher';
import { newId } from '../common/id';
import { CredentialService } from '../credential/credential.service';
import { InvitationService } from './invitation.service';

/** Roles for a whole school; counsellors follow units, and are granted by an administrator. */
export type InvitedRole = Exclude<StaffRole, 'counsellor'>;

export interface InvitedStaff {
  number: string;
  name: string;
  role: InvitedRole;
}

export interface Invited {
  personId: string;
  /** of the one-time link */
  token: string;
  expiresAt: Date;
}

/** Staff whom the operator lets in: nobody of a new school could import or grant them. */
@Injectable()
export class StaffAdmission {
  constructor(
    private readonly invitations: InvitationService,
    private readonly cipher: IdCipher,
    private readonly credentials: CredentialService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Whoever has the number already keeps name and unit, and gets the role and a fresh link; an initial password is of no
   * use any more.
   * @throws DomainError PERSON_STATE_CONFLICT for whoever is suspended or has left
   */
  async invite(tx: EntityManager, schoolId: string, { number, name, role }: InvitedStaff): Promise<Invited> {
    const personId = (await this.find(tx, schoolId, number)) ?? (await this.add(tx, schoolId, number, name));
    await tx.query(
      `INSERT INTO role_grants (school_id, id, person_id, role) VALUES ($1, $2, $3, $4)
       ON CONFLICT (school_id, person_id, role, unit_id) DO NOTHING`,
      [schoolId, newId(), personId, role],
    );
    await this.credentials.closeInitial(tx, schoolId, personId);
    await this.audit.write(tx, {
      ...{ schoolId, actorId: null },
      ...{ action: 'staff.invite', objectKind: 'person', objectId: personId },
    });
    return { personId, ...(await this.invitations.issue(tx, schoolId, personId)) };
  }

  private async find(tx: EntityManager, schoolId: string, number: string): Promise<string | null> {
    const [person]: { id: string; state: PersonState }[] = await tx.query(
      'SELECT id, state FROM people WHERE school_id = $1 AND number = $2 FOR UPDATE',
      [schoolId, number],
    );
    if (person && person.state !== 'active') {
      throw new DomainError('PERSON_STATE_CONFLICT', { details: { state: person.state } });
    }
    return person?.id ?? null;
  }

  private async add(tx: EntityManager, schoolId: string, number: string, name: string): Promise<string> {
    const id = newId();
    // nobody's document is known yet: a random one that no password can be made of
    const noDocument = randomUUID();
    await tx.query(
      `INSERT INTO people (school_id, id, number, name, sex, kind, state, unit_id, campus_id, id_kind, id_cipher, id_lookup)
       VALUES ($1, $2, $3, $4, 'unstated', 'staff', 'active',
         (SELECT u.id FROM units u WHERE u.school_id = $1 AND u.parent_id IS NULL),
         (SELECT c.id FROM campuses c WHERE c.school_id = $1 ORDER BY c.code LIMIT 1), 'other', $5, $6)`,
      [schoolId, id, number, name, this.cipher.seal(noDocument), this.cipher.lookup(schoolId, noDocument)],
    );
    return id;
  }
}
