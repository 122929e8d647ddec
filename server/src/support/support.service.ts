import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { SupportView } from '@shared/support';
import { DomainError } from '../common/domain-error';

type SupportData = Omit<SupportView, 'school'>;

/** A school that has filled in nothing yet. */
const NOTHING_YET: SupportData = { phone: '', website: '', faq: [], halls: [], tutorials: [] };

/** The school's own help: questions, service halls, phone. */
@Injectable()
export class SupportService {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @throws DomainError SCHOOL_UNKNOWN */
  async view(schoolCode: string): Promise<SupportView> {
    const [school]: { name: Bilingual; support: Partial<SupportData> }[] = await this.database.query(
      'SELECT name, support FROM schools WHERE code = $1',
      [schoolCode],
    );
    if (!school) {
      throw new DomainError('SCHOOL_UNKNOWN');
    }
    const { phone, website, faq, halls, tutorials } = { ...NOTHING_YET, ...school.support };
    return { school: school.name, phone, website, faq, halls, tutorials };
  }
}
