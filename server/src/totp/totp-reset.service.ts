import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../common/audit';
import { SessionService } from '../session/session.service';
import { TotpService } from './totp.service';

export interface SecondFactorOwner {
  schoolId: string;
  personId: string;
  /** null: the operator */
  actorId: string | null;
  requestId?: string;
}

/** A lost authenticator: the secret goes, and the next sign-in with a staff role enrols a new one. */
@Injectable()
export class TotpReset {
  constructor(
    private readonly totp: TotpService,
    private readonly sessions: SessionService,
    private readonly audit: AuditLog,
  ) {}

  /** Sessions that passed the old factor keep no role by it. @returns whether there was one */
  async reset(tx: EntityManager, { schoolId, personId, ...actor }: SecondFactorOwner): Promise<boolean> {
    const [owner] = await this.totp.forget(tx, schoolId, [personId]);
    if (owner === undefined) {
      return false;
    }
    await this.sessions.distrust(tx, schoolId, personId);
    await this.audit.write(tx, {
      ...{ schoolId, ...actor },
      ...{ action: 'totp.reset', objectKind: 'person', objectId: personId },
    });
    return true;
  }
}
