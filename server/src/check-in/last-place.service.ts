import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isImpossibleTravel, type Place } from './check-in.rules';

/** Reports older than this say nothing about where somebody can be now. */
const DAYS_BACK = 2;

/** Answers whether somebody can be where they say, by the place of their last report. */
@Injectable()
export class LastPlace {
  /** The last report that the person sent themself, in the last days; its place is a kilometre fine. */
  async rulesOut(tx: EntityManager, schoolId: string, personId: string, here: Place, today: string): Promise<boolean> {
    const before = await this.find(tx, schoolId, personId, today);
    return before !== null && isImpossibleTravel(before, here);
  }

  private async find(tx: EntityManager, schoolId: string, personId: string, today: string): Promise<Place | null> {
    const [row]: { latitude: string; longitude: string; at: Date }[] = await tx.query(
      `SELECT latitude, longitude, updated_at AS at FROM check_in_reports
       WHERE school_id = $1 AND person_id = $2 AND day BETWEEN $3::date - ${DAYS_BACK} AND $3
         AND latitude IS NOT NULL AND longitude IS NOT NULL AND proxy_id IS NULL
       ORDER BY updated_at DESC LIMIT 1`,
      [schoolId, personId, today],
    );
    return row ? { latitude: Number(row.latitude), longitude: Number(row.longitude), at: row.at } : null;
  }
}
