import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { SchoolOption } from '@shared/identity';
import { DomainError } from '../common/domain-error';

const SEARCH_LIMIT = 30;

/** A school as the sign-in needs it. */
export interface School extends SchoolOption {
  id: string;
}

interface SchoolRow {
  id: string;
  code: string;
  name: Bilingual;
}

/** The schools that live on this installation. */
@Injectable()
export class SchoolService {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Schools whose code or name contains the words, by code; at most thirty. */
  async search(words: string): Promise<SchoolOption[]> {
    const rows: SchoolRow[] = await this.database.query(
      `SELECT code, name FROM schools
       WHERE $1 = '' OR strpos(lower(code || ' ' || (name->>'zh') || ' ' || (name->>'en')), lower($1)) > 0
       ORDER BY code LIMIT ${SEARCH_LIMIT}`,
      [words.trim()],
    );
    return rows.map(({ code, name }) => ({ code, name }));
  }

  /** @throws DomainError SCHOOL_UNKNOWN */
  async getByCode(code: string): Promise<School> {
    return this.one('SELECT id, code, name FROM schools WHERE code = $1', code);
  }

  /** @throws DomainError SCHOOL_UNKNOWN */
  async getById(id: string): Promise<School> {
    return this.one('SELECT id, code, name FROM schools WHERE id = $1', id);
  }

  campusesOf(schoolId: string, tx: EntityManager = this.database.manager): Promise<{ id: string; name: Bilingual }[]> {
    return tx.query('SELECT id, name FROM campuses WHERE school_id = $1 ORDER BY code', [schoolId]);
  }

  private async one(statement: string, key: string): Promise<School> {
    const [school]: SchoolRow[] = await this.database.query(statement, [key]);
    if (!school) {
      throw new DomainError('SCHOOL_UNKNOWN');
    }
    return school;
  }
}
