import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import { AuditLog } from '../common/audit';
import { newId } from '../common/id';
import { StaffAdmission } from './staff-admission.service';

export interface NewSchool {
  /** lower-case letters, digits and hyphens, 2 to 32 */
  code: string;
  name: Bilingual;
  /** IANA name, e.g. Asia/Shanghai */
  timeZone: string;
  administrator: { number: string; name: string };
}

export interface FoundedSchool {
  schoolId: string;
  administratorId: string;
  /** of the one-time link */
  token: string;
  expiresAt: Date;
}

/** The operator's act: a school with one campus, its root unit and an administrator who has yet to come in. */
@Injectable()
export class SchoolFounding {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly staff: StaffAdmission,
    private readonly audit: AuditLog,
  ) {}

  /** The unique key `schools_code_key` refuses a code that is taken. */
  async found(school: NewSchool): Promise<FoundedSchool> {
    const [schoolId, unitId] = [newId(), newId()];
    const name = JSON.stringify(school.name);
    return this.database.transaction(async (tx) => {
      await tx.query('INSERT INTO schools (id, code, name, time_zone) VALUES ($1, $2, $3, $4)', [
        ...[schoolId, school.code, name, school.timeZone],
      ]);
      await tx.query(`INSERT INTO campuses (school_id, id, code, name) VALUES ($1, $2, 'main', $3)`, [
        ...[schoolId, newId(), JSON.stringify({ zh: '主校区', en: 'Main campus' })],
      ]);
      await tx.query(
        `INSERT INTO units (school_id, id, code, kind, name, path) VALUES ($1, $2, 'school', 'school', $3, ARRAY[$2]::uuid[])`,
        [schoolId, unitId, name],
      );
      await this.audit.write(tx, {
        ...{ schoolId, actorId: null },
        ...{ action: 'school.found', objectKind: 'school', objectId: schoolId },
      });
      const { personId, token, expiresAt } = await this.staff.invite(tx, schoolId, {
        ...{ ...school.administrator, role: 'school_admin' },
      });
      return { schoolId, administratorId: personId, token, expiresAt };
    });
  }
}
