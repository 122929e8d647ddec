import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { PersonKind, Presence } from '@shared/identity';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { PassService } from '../pass/pass.service';
import { PersonService } from '../person/person.service';
import { StaffTrail } from './staff-trail';

interface PresenceBatch {
  presence: Presence;
  unitIds: string[];
  kind?: PersonKind;
}

/** On or off campus, set by an administrator: one person, or whole units before and after holidays. */
@Injectable()
export class PresenceAdmin {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly people: PersonService,
    private readonly passes: PassService,
    private readonly trail: StaffTrail,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError PERSON_UNKNOWN, NOT_FOUND for a campus of no school or another's */
  async set(caller: Caller, personId: string, presence: Presence, campusId: string | null): Promise<void> {
    await this.database
      .transaction(async (tx) => {
        const hasMoved = await this.people.setPresence(tx, caller.schoolId, personId, presence, campusId);
        await this.endPasses(tx, caller.schoolId, presence, hasMoved ? [personId] : []);
        await this.trail.leave(tx, caller, personId, `presence.${presence}`);
      })
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'people_school_id_presence_campus_id_fkey'
          ? new DomainError('NOT_FOUND')
          : error;
      });
  }

  /** Everybody of the units and below whose presence differs; on campus means the home campus. @returns how many */
  async setBatch(caller: Caller, { presence, unitIds, kind }: PresenceBatch): Promise<{ changed: number }> {
    return this.database.transaction(async (tx) => {
      const [known] = (await tx.query(
        'SELECT count(*)::int AS count FROM units WHERE school_id = $1 AND id = ANY ($2::uuid[])',
        [caller.schoolId, unitIds],
      )) as { count: number }[];
      if (known?.count !== new Set(unitIds).size) {
        throw new DomainError('NOT_FOUND');
      }
      const moved = await this.people.setPresenceOfUnits(tx, caller.schoolId, presence, unitIds, kind ?? null);
      await this.endPasses(tx, caller.schoolId, presence, moved);
      await this.audit.write(tx, {
        schoolId: caller.schoolId,
        actorId: caller.personId,
        requestId: caller.requestId,
        action: `presence_batch.${presence}`,
        objectKind: 'presence_batch',
        objectId: newId(),
      });
      return { changed: moved.length };
    });
  }

  /** Of those who went off campus by it; whoever was away already may be approved to return. */
  private async endPasses(tx: EntityManager, schoolId: string, presence: Presence, moved: string[]): Promise<void> {
    if (presence === 'off_campus' && moved.length > 0) {
      await this.passes.end(tx, schoolId, moved);
    }
  }
}
