import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BindingService } from '../binding/binding.service';
import { Outbox } from '../common/outbox';
import { PassService } from '../pass/pass.service';
import { SessionService } from '../session/session.service';
import { TotpService } from '../totp/totp.service';

/** Each ends or moves on what people leave open with it. */
const FOLLOWED_BY = [
  'approval.person_left',
  'return.person_left',
  'leaving.person_left',
  'exempt_pass.person_left',
  'temporary_pass.person_left',
  'booking.person_left',
] as const;

/** What ends together when people leave: roles with their second factor, sessions, bindings, unused codes, passes; by jobs what they asked for and what others asked of them. */
@Injectable()
export class DepartureService {
  constructor(
    private readonly sessions: SessionService,
    private readonly bindings: BindingService,
    private readonly totp: TotpService,
    private readonly passes: PassService,
    private readonly outbox: Outbox,
  ) {}

  /** What ends when people may not come for now: sessions, and by a job their place in a venue. */
  async suspend(tx: EntityManager, schoolId: string, personIds: string[]): Promise<void> {
    await this.sessions.endAll(tx, schoolId, personIds, 'person_suspended');
    await this.outbox.addAll(
      tx,
      'booking.person_left',
      personIds.map((personId) => ({ schoolId, personId })),
    );
  }

  async settle(tx: EntityManager, schoolId: string, personIds: string[]): Promise<void> {
    await tx.query('DELETE FROM role_grants WHERE school_id = $1 AND person_id = ANY ($2::uuid[])', [
      schoolId,
      personIds,
    ]);
    await tx.query(
      'DELETE FROM password_reset_codes WHERE school_id = $1 AND person_id = ANY ($2::uuid[]) AND used_at IS NULL',
      [schoolId, personIds],
    );
    await this.totp.forget(tx, schoolId, personIds);
    await this.sessions.endAll(tx, schoolId, personIds, 'person_left');
    await this.bindings.releaseAll(tx, schoolId, personIds);
    await this.passes.leaveSchool(tx, schoolId, personIds);
    for (const name of FOLLOWED_BY) {
      await this.outbox.addAll(
        tx,
        name,
        personIds.map((personId) => ({ schoolId, personId })),
      );
    }
  }
}
