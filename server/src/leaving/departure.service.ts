import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { LeavingState } from '@shared/leaving';
import { Clock } from '../common/clock';
import { HandlesJob, type Jobs } from '../common/jobs';
import { PassService } from '../pass/pass.service';
import { PersonService } from '../person/person.service';
import { setsPresence, stateAfter } from './leaving.rules';

/** An approved leave comes due: by its job, or by the first read after the instant, whichever is earlier. */
@Injectable()
export class Departures {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly people: PersonService,
    private readonly passes: PassService,
  ) {}

  @HandlesJob('leaving.due')
  async due({ schoolId, leavingId }: Jobs['leaving.due']): Promise<void> {
    await this.leave(schoolId, leavingId);
  }

  /** Does nothing before its time, twice, or for one that was withdrawn. @returns whether the person is off campus by it */
  async leave(schoolId: string, id: string): Promise<boolean> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const [row]: { person_id: string; state: LeavingState; leaves_at: Date }[] = await tx.query(
        `SELECT person_id, state, leaves_at FROM leaving_applications
         WHERE school_id = $1 AND id = $2 AND state = 'approved' AND leaves_at <= $3 FOR UPDATE`,
        [schoolId, id, now],
      );
      if (!row) {
        return false;
      }
      await tx.query(
        `UPDATE leaving_applications SET state = $3, revision = revision + 1, updated_at = $4
         WHERE school_id = $1 AND id = $2`,
        [schoolId, id, stateAfter(row.state, 'leave'), now],
      );
      const { since } = await this.people.lockPresence(tx, schoolId, row.person_id);
      const isAway = setsPresence(row.leaves_at, since);
      if (isAway) {
        await this.people.setPresence(tx, schoolId, row.person_id, 'off_campus', null);
        await this.passes.end(tx, schoolId, [row.person_id]);
      }
      return isAway;
    });
  }
}
