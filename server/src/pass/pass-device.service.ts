import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { Throttle } from '../common/throttle';
import { NoticeService } from '../notice/notice.service';
import { PassStandings } from '../standing/pass-standings.service';

/** As the table allows, and as a code of its length can say. */
const MOST_EPOCHS = 99_999;
/** Nobody changes phones as often. */
const MOVES = { points: 20, seconds: 86_400 };

/** The one phone that shows a person's codes. Another phone calls back the codes of the one before. */
@Injectable()
export class PassDevices {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly standings: PassStandings,
    private readonly notices: NoticeService,
    private readonly throttle: Throttle,
  ) {}

  /**
   * This phone shows the codes from now on; the person is told, on the other one too. Again changes nothing.
   * @throws DomainError NOT_FOUND where there is no pass, TOO_MANY_REQUESTS
   */
  async take(caller: Caller): Promise<void> {
    const { schoolId, personId } = caller;
    await this.throttle.consume('pass-device', `${schoolId}/${personId}`, MOVES);
    await this.database.transaction(async (tx) => {
      const [pass]: { device_session_id: string | null }[] = await tx.query(
        'SELECT device_session_id FROM passes WHERE school_id = $1 AND person_id = $2 FOR NO KEY UPDATE',
        [schoolId, personId],
      );
      if (!pass) {
        throw new DomainError('NOT_FOUND');
      }
      if (pass.device_session_id === caller.sessionId) {
        return;
      }
      if ((await this.move(tx, caller, pass.device_session_id)) === null) {
        throw new DomainError('TOO_MANY_REQUESTS');
      }
      if (pass.device_session_id !== null) {
        await this.notices.add(tx, {
          ...{ schoolId, personId, kind: 'pass.device_moved', dedupeKey: `pass.device_moved:${newId()}` },
          params: { at: this.clock.now().toISOString() },
        });
      }
    });
  }

  /**
   * Where no phone shows the codes, or one whose session is over, this one does without a word.
   * @param beforeId the session as it was read: of two phones at once one is first
   * @returns the epoch of its codes; null where another phone was first
   */
  async takeFree(caller: Caller, beforeId: string | null): Promise<number | null> {
    return this.database.transaction((tx) => this.move(tx, caller, beforeId));
  }

  /** Codes of a phone before this one are replaced; the first phone replaces none. */
  private async move(tx: EntityManager, caller: Caller, beforeId: string | null): Promise<number | null> {
    const { schoolId, personId, sessionId } = caller;
    const [rows] = (await tx.query(
      `UPDATE passes SET device_session_id = $3, device_since = $5,
         epoch = epoch + CASE WHEN device_session_id IS NULL THEN 0 ELSE 1 END
       WHERE school_id = $1 AND person_id = $2 AND device_session_id IS NOT DISTINCT FROM $4::uuid AND epoch < $6
       RETURNING epoch`,
      [schoolId, personId, sessionId, beforeId, this.clock.now(), MOST_EPOCHS],
    )) as [{ epoch: number }[], number];
    await this.standings.refresh(tx, schoolId, [personId]);
    return rows[0]?.epoch ?? null;
  }
}
