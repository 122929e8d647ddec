import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { SupportInput, SupportView } from '@shared/support';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { GUIDE_FAQ } from './guide-faq';

/** A school that has filled in nothing yet. */
const NOTHING_YET: SupportInput = { phone: '', website: '', faq: [...GUIDE_FAQ], halls: [], tutorials: [] };

/** The school's own help: questions, service halls, phone. */
@Injectable()
export class SupportService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError SCHOOL_UNKNOWN */
  view(schoolCode: string): Promise<SupportView> {
    return this.one(this.database.manager, 'code', schoolCode);
  }

  /** Takes the place of what was there. */
  async write(caller: Caller, support: SupportInput): Promise<SupportView> {
    const { schoolId, personId: actorId, requestId } = caller;
    return this.database.transaction(async (tx) => {
      await tx.query('UPDATE schools SET support = $2 WHERE id = $1', [schoolId, JSON.stringify(support)]);
      await this.audit.write(tx, {
        ...{ schoolId, actorId, requestId },
        ...{ action: 'support.write', objectKind: 'school', objectId: schoolId },
      });
      return this.one(tx, 'id', schoolId);
    });
  }

  private async one(db: EntityManager, key: 'code' | 'id', value: string): Promise<SupportView> {
    const [school]: { name: Bilingual; support: Partial<SupportInput> }[] = await db.query(
      `SELECT name, support FROM schools WHERE ${key} = $1`,
      [value],
    );
    if (!school) {
      throw new DomainError('SCHOOL_UNKNOWN');
    }
    const { phone, website, faq, halls, tutorials } = { ...NOTHING_YET, ...school.support };
    return { school: school.name, phone, website, faq, halls, tutorials };
  }
}
