import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { ReturnsAhead } from '../pass/returns-ahead.service';

/** Whoever leaves with an approved return ahead keeps the pass for it. */
@Injectable()
export class ApprovedAhead implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly returns: ReturnsAhead,
  ) {}

  onModuleInit(): void {
    this.returns.register((tx, schoolId, personIds) => this.of(tx, schoolId, personIds));
  }

  private async of(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<string[]> {
    const rows: { person_id: string }[] = await tx.query(
      `SELECT DISTINCT person_id FROM return_applications
       WHERE school_id = $1 AND person_id = ANY ($2::uuid[]) AND state = 'approved' AND returns_at > $3`,
      [schoolId, personIds, this.clock.now()],
    );
    return rows.map(({ person_id }) => person_id);
  }
}
