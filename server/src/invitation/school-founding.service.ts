import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import { AuditLog } from '../common/audit';
import { IdCipher } from '../common/id-cipher';
import { newId } from '../common/id';
import { InvitationService } from './invitation.service';

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
    private readonly invitations: InvitationService,
    private readonly cipher: IdCipher,
    private readonly audit: AuditLog,
  ) {}

  /** The unique key `schools_code_key` refuses a code that is taken. */
  async found(school: NewSchool): Promise<FoundedSchool> {
    const [schoolId, campusId, unitId, administratorId] = [newId(), newId(), newId(), newId()];
    // nobody's document is known yet: a random one that no password can be made of
    const noDocument = randomUUID();
    return this.database.transaction(async (tx) => {
      const name = JSON.stringify(school.name);
      await tx.query('INSERT INTO schools (id, code, name, time_zone) VALUES ($1, $2, $3, $4)', [
        schoolId,
        school.code,
        name,
        school.timeZone,
      ]);
      await tx.query(`INSERT INTO campuses (school_id, id, code, name) VALUES ($1, $2, 'main', $3)`, [
        schoolId,
        campusId,
        JSON.stringify({ zh: '主校区', en: 'Main campus' }),
      ]);
      await tx.query(
        `INSERT INTO units (school_id, id, code, kind, name, path) VALUES ($1, $2, 'school', 'school', $3, ARRAY[$2]::uuid[])`,
        [schoolId, unitId, name],
      );
      await tx.query(
        `INSERT INTO people (school_id, id, number, name, sex, kind, state, unit_id, campus_id, id_kind, id_cipher, id_lookup)
         VALUES ($1, $2, $3, $4, 'unstated', 'staff', 'active', $5, $6, 'other', $7, $8)`,
        [
          schoolId,
          administratorId,
          school.administrator.number,
          school.administrator.name,
          unitId,
          campusId,
          this.cipher.seal(noDocument),
          this.cipher.lookup(schoolId, noDocument),
        ],
      );
      await tx.query(`INSERT INTO role_grants (school_id, id, person_id, role) VALUES ($1, $2, $3, 'school_admin')`, [
        schoolId,
        newId(),
        administratorId,
      ]);
      const invitation = await this.invitations.issue(tx, schoolId, administratorId);
      await this.audit.write(tx, {
        schoolId,
        actorId: null,
        action: 'school.found',
        objectKind: 'school',
        objectId: schoolId,
      });
      return { schoolId, administratorId, ...invitation };
    });
  }

  /** A fresh link for an administrator who lost theirs. */
  async invite(schoolId: string, personId: string): Promise<{ token: string; expiresAt: Date }> {
    return this.database.transaction((tx) => this.invitations.issue(tx, schoolId, personId));
  }
}
