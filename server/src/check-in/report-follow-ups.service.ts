import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { SubmitReport } from '@shared/check-in';
import type { FollowUpRule } from '@shared/check-in-template';
import { CaseService } from '../case/case.service';
import { AuditLog } from '../common/audit';
import { runPreparedIn } from '../common/prepared';
import type { Reporter } from './check-in.rules';
import { SUBMIT_REPORT } from './check-in.sql';
import type { Outcome, Sender } from './check-in.types';

/** The rarer reports, in a transaction: answers that open cases, and reports on behalf of somebody. */
@Injectable()
export class ReportFollowUps {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly cases: CaseService,
    private readonly audit: AuditLog,
  ) {}

  store(
    sender: Sender,
    reporter: Reporter,
    report: SubmitReport,
    key: string,
    values: unknown[],
    rules: FollowUpRule[],
  ): Promise<Outcome> {
    return this.database.transaction(async (tx) => {
      const [outcome] = await runPreparedIn<Outcome>(tx, SUBMIT_REPORT, values);
      if (!outcome || outcome.body_hash !== null) {
        return outcome as Outcome;
      }
      const { answer } = outcome;
      const { schoolId } = sender;
      const source = { kind: 'check_in_report' as const, id: answer.reportId, day: report.day };
      const opened = await this.cases.open(tx, schoolId, [{ personId: reporter.personId, source, rules }]);
      const cases = opened.map(({ id, title, dueAt }) => ({ id, title, dueAt }));
      if (sender.personId !== reporter.personId) {
        await this.logProxy(tx, sender, answer.reportId);
      }
      await tx.query(
        `UPDATE idempotency_keys SET answer = answer || jsonb_build_object('cases', $4::jsonb)
         WHERE school_id = $1 AND person_id = $2 AND key = $3`,
        [schoolId, sender.personId, key, JSON.stringify(cases)],
      );
      return { ...outcome, answer: { ...answer, cases } };
    });
  }

  private logProxy(tx: EntityManager, { schoolId, personId, requestId }: Sender, reportId: string): Promise<void> {
    return this.audit.write(tx, {
      schoolId,
      actorId: personId,
      requestId,
      action: 'check_in.proxy',
      objectKind: 'check_in_report',
      objectId: reportId,
    });
  }
}
