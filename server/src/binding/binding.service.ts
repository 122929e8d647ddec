import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { BindingView, Platform } from '@shared/identity';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { NoticeService } from '../notice/notice.service';
import { SessionService } from '../session/session.service';

export interface PlatformIdentity {
  platform: Platform;
  appId: string;
  subject: string;
}

export interface Bound {
  schoolId: string;
  personId: string;
}

/** Which login of which platform belongs to whom: one person per login, one login per person and platform. */
@Injectable()
export class BindingService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly sessions: SessionService,
    private readonly notices: NoticeService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async findPerson({ platform, appId, subject }: PlatformIdentity): Promise<Bound | null> {
    const [row]: Bound[] = await this.database.query(
      `SELECT school_id AS "schoolId", person_id AS "personId" FROM platform_bindings
       WHERE platform = $1 AND app_id = $2 AND subject = $3 AND unbound_at IS NULL`,
      [platform, appId, subject],
    );
    return row ?? null;
  }

  async listOf(schoolId: string, personId: string): Promise<BindingView[]> {
    const rows: { id: string; platform: Platform; bound_at: Date }[] = await this.database.query(
      `SELECT id, platform, bound_at FROM platform_bindings
       WHERE school_id = $1 AND person_id = $2 AND unbound_at IS NULL ORDER BY bound_at`,
      [schoolId, personId],
    );
    return rows.map((row) => ({ id: row.id, platform: row.platform, boundAt: row.bound_at.toISOString() }));
  }

  /**
   * Binds a login to a person; the login that the person had on this platform gives way, its phone is told
   * and its sessions end. A binding that is there already stays as it is.
   * @throws DomainError BINDING_TAKEN when the login is somebody else's
   */
  async bind(tx: EntityManager, person: Bound, identity: PlatformIdentity, cardId: string | null): Promise<void> {
    const { schoolId, personId } = person;
    const holder = await this.holderOf(tx, identity);
    if (holder) {
      if (holder.personId !== personId || holder.schoolId !== schoolId) {
        throw new DomainError('BINDING_TAKEN');
      }
      return;
    }
    const replaced = await this.unbindPlatform(tx, person, identity.platform);
    const id = newId();
    await tx
      .query(
        `INSERT INTO platform_bindings (school_id, id, person_id, platform, app_id, subject, card_id, bound_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [schoolId, id, personId, identity.platform, identity.appId, identity.subject, cardId, this.clock.now()],
      )
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'platform_bindings_subject' ? new DomainError('BINDING_TAKEN') : error;
      });
    // in a browser every first sign-in binds: `session.new_device` tells what matters
    if (identity.platform !== 'h5') {
      await this.tell(tx, person, 'binding.added', { platform: identity.platform, replaced: replaced ? 1 : 0 }, id);
    }
    await this.audit.write(tx, {
      schoolId,
      actorId: personId,
      action: 'binding.add',
      objectKind: 'platform_binding',
      objectId: id,
    });
  }

  /** Unbinds one of the caller's own logins and ends its sessions. @throws DomainError NOT_FOUND */
  async unbind(caller: Caller, bindingId: string): Promise<void> {
    const { schoolId, personId } = caller;
    await this.database.transaction(async (tx) => {
      const [rows] = (await tx.query(
        `UPDATE platform_bindings SET unbound_at = $4
         WHERE school_id = $1 AND person_id = $2 AND id = $3 AND unbound_at IS NULL RETURNING platform`,
        [schoolId, personId, bindingId, this.clock.now()],
      )) as [{ platform: Platform }[], number];
      const [binding] = rows;
      if (!binding) {
        throw new DomainError('NOT_FOUND');
      }
      await this.sessions.endAll(tx, schoolId, [personId], 'unbound', { platform: binding.platform });
      await this.tell(tx, caller, 'binding.removed', { platform: binding.platform }, bindingId);
      await this.audit.write(tx, {
        schoolId,
        actorId: personId,
        requestId: caller.requestId,
        action: 'binding.remove',
        objectKind: 'platform_binding',
        objectId: bindingId,
      });
    });
  }

  /** For people who leave: every login of theirs is free again. */
  async releaseAll(tx: EntityManager, schoolId: string, personIds: string[]): Promise<void> {
    await tx.query(
      `UPDATE platform_bindings SET unbound_at = $3
       WHERE school_id = $1 AND person_id = ANY ($2::uuid[]) AND unbound_at IS NULL`,
      [schoolId, personIds, this.clock.now()],
    );
  }

  private async holderOf(
    tx: EntityManager,
    { platform, appId, subject }: PlatformIdentity,
  ): Promise<Bound | undefined> {
    const [row] = (await tx.query(
      `SELECT school_id AS "schoolId", person_id AS "personId" FROM platform_bindings
       WHERE platform = $1 AND app_id = $2 AND subject = $3 AND unbound_at IS NULL FOR UPDATE`,
      [platform, appId, subject],
    )) as Bound[];
    return row;
  }

  private async unbindPlatform(tx: EntityManager, { schoolId, personId }: Bound, platform: Platform): Promise<boolean> {
    const [rows] = (await tx.query(
      `UPDATE platform_bindings SET unbound_at = $4
       WHERE school_id = $1 AND person_id = $2 AND platform = $3 AND unbound_at IS NULL RETURNING id`,
      [schoolId, personId, platform, this.clock.now()],
    )) as [{ id: string }[], number];
    const [old] = rows;
    if (!old) {
      return false;
    }
    await this.sessions.endAll(tx, schoolId, [personId], 'unbound', { platform });
    await this.tell(tx, { schoolId, personId }, 'binding.removed', { platform }, old.id);
    return true;
  }

  private async tell(
    tx: EntityManager,
    { schoolId, personId }: Bound,
    kind: 'binding.added' | 'binding.removed',
    params: Record<string, string | number>,
    bindingId: string,
  ): Promise<void> {
    await this.notices.add(tx, { schoolId, personId, kind, params, dedupeKey: `${kind}/${bindingId}` });
  }
}
