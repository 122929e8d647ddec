import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { ReportView } from '@shared/check-in';
import type { PersonLine } from '@shared/follow-up';
import { ReportService } from '../check-in/report.service';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';

/** A counsellor opens the report of somebody in reach, and nobody else does; who looked is in the audit log. */
@Injectable()
export class ReportDesk {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly reports: ReportService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError NOT_FOUND outside the reach */
  async one(caller: Caller, id: string): Promise<ReportView & { person: PersonLine }> {
    const found = await this.reports.find(caller.schoolId, caller.timeZone, id);
    const person = found && (await this.findInReach(caller, found.personId));
    if (!person) {
      throw new DomainError('NOT_FOUND');
    }
    await this.audit.write(this.database.manager, {
      schoolId: caller.schoolId,
      actorId: caller.personId,
      requestId: caller.requestId,
      action: 'check_in.read',
      objectKind: 'check_in_report',
      objectId: id,
    });
    return { ...found.view, person };
  }

  private async findInReach(caller: Caller, personId: string): Promise<PersonLine | null> {
    const [row]: PersonLine[] = await this.database.query(
      `SELECT p.id AS "personId", p.number, p.name, u.name AS unit
       FROM people p JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       WHERE p.school_id = $1 AND p.id = $2 AND u.path && $3::uuid[]`,
      [caller.schoolId, personId, caller.reachUnitIds],
    );
    return row ?? null;
  }
}
