import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

const DAYS_BACK = 60;
const REPORTS = 20;
/** A text of so many digits is a telephone number, whatever the form calls the question. */
const PHONE = '^[+]?[0-9]{7,15}$';

/** Phone numbers that a person has told in reports, their own and whom to call: kept there and nowhere else. */
@Injectable()
export class ToldPhones {
  /** @param today of UTC: at the school it may be tomorrow already */
  async of(tx: EntityManager, schoolId: string, personId: string, today: string): Promise<string[]> {
    const rows: { phone: string }[] = await tx.query(
      `SELECT DISTINCT answer.value AS phone
       FROM (
         SELECT answers FROM check_in_reports
         WHERE school_id = $1 AND person_id = $2 AND day BETWEEN $3::date - ${DAYS_BACK} AND $3::date + 1
         ORDER BY day DESC LIMIT ${REPORTS}
       ) report CROSS JOIN LATERAL jsonb_each_text(report.answers) answer
       WHERE answer.value ~ $4`,
      [schoolId, personId, today, PHONE],
    );
    return rows.map(({ phone }) => phone);
  }
}
