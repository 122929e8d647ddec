import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { SendingAway } from './sending-away.service';

/** Whoever has left the school, or may not come for now, keeps no place and waits for none. */
@Injectable()
export class BookingLeavers {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly away: SendingAway,
  ) {}

  /** @throws MovedMeanwhile: the job comes again */
  async end(schoolId: string, personId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [person]: { state: string }[] = await tx.query(
        'SELECT state FROM people WHERE school_id = $1 AND id = $2',
        [schoolId, personId],
      );
      if (person?.state === 'left' || person?.state === 'suspended') {
        await this.away.send(tx, { schoolId, personIds: [personId], by: 'person_left' }, this.clock.now());
      }
    });
  }
}
