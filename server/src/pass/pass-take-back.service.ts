import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PersonKind } from '@shared/identity';
import { PassPolicies } from './pass-policy.service';
import { isExempt } from './pass.rules';
import { PassService } from './pass.service';

/** A pass is for whoever is approved: it goes with a return that will not be. */
@Injectable()
export class PassTakeBack {
  constructor(
    private readonly policies: PassPolicies,
    private readonly passes: PassService,
  ) {}

  /**
   * An approved return was taken back. Whoever is on campus keeps the pass with which they came, and whoever needs no
   * return keeps theirs. The application is locked, and says already that it is withdrawn.
   */
  async ofReturn(tx: EntityManager, schoolId: string, personId: string, applicationId: string): Promise<void> {
    const [person]: { kind: PersonKind; unitPath: string[] }[] = await tx.query(
      `SELECT p.kind, u.path AS "unitPath" FROM passes a
       JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id AND p.presence = 'off_campus'
       JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       WHERE a.school_id = $1 AND a.person_id = $2 AND a.origin = 'return' AND a.origin_id = $3 AND a.ended_at IS NULL`,
      [schoolId, personId, applicationId],
    );
    if (person && !isExempt(await this.policies.of(schoolId), person)) {
      await this.passes.end(tx, schoolId, [personId]);
    }
  }
}
