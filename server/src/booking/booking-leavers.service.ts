import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { runPreparedIn } from '../common/prepared';
import { LOCK_RUNNING } from './booking.sql';
import type { BookingRow } from './booking.types';
import { PlaceKeeper } from './place-keeper.service';
import { WaitingEnds } from './waiting-ends.service';

/** Whoever has left the school, or may not come for now, keeps no place and waits for none. */
@Injectable()
export class BookingLeavers {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly places: PlaceKeeper,
    private readonly turns: WaitingEnds,
  ) {}

  async end(schoolId: string, personId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [person]: { state: string }[] = await tx.query(
        'SELECT state FROM people WHERE school_id = $1 AND id = $2',
        [schoolId, personId],
      );
      if (person?.state !== 'left' && person?.state !== 'suspended') {
        return;
      }
      await this.turns.ofPeople(tx, schoolId, [personId]);
      const [running]: { hall_id: string }[] = await tx.query(
        `SELECT hall_id FROM bookings
         WHERE school_id = $1 AND person_id = $2 AND state IN ('offered', 'held', 'in_use', 'admitted_late')`,
        [schoolId, personId],
      );
      if (!running) {
        return;
      }
      await this.places.lock(tx, schoolId, running.hall_id);
      const [booking] = await runPreparedIn<BookingRow>(tx, LOCK_RUNNING, [schoolId, personId]);
      if (booking?.hall_id === running.hall_id) {
        const now = this.clock.now();
        await tx.query(
          `UPDATE bookings SET state = CASE WHEN state IN ('offered', 'held') THEN 'cancelled' ELSE 'ended' END,
             ended_at = $3, ended_by = 'person_left'
           WHERE school_id = $1 AND id = $2`,
          [schoolId, booking.id, now],
        );
        await this.places.giveBack(tx, schoolId, booking.hall_id, booking.state === 'admitted_late' ? 0 : 1, now);
      }
    });
  }
}
