import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Place } from '@shared/coordinates';
import type { ArrivalFlag } from '@shared/return';
import { CircleService } from '../campus/circle.service';
import { LastPlace } from '../check-in/last-place.service';
import type { Caller } from '../common/caller';
import { campusDay } from '../common/campus-time';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { ACCURACY_BOUND_METRES, arrivalFlags, arrivalVerdict } from './arrival.rules';

/** What a fix says for and against an arrival. */
@Injectable()
export class ArrivalSigns {
  constructor(
    private readonly clock: Clock,
    private readonly circles: CircleService,
    private readonly lastPlaces: LastPlace,
  ) {}

  /** @throws DomainError ARRIVAL_OUTSIDE with the metres to the nearest edge, ARRIVAL_INACCURATE with the bound */
  async demandInside(
    tx: EntityManager,
    schoolId: string,
    campusId: string,
    place: Place,
    accuracyMetres: number,
  ): Promise<{ isByAccuracy: boolean }> {
    const circles = (await this.circles.ofSchool(schoolId, tx)).filter((circle) => circle.campusId === campusId);
    const judged = arrivalVerdict(place, accuracyMetres, circles);
    switch (judged.verdict) {
      case 'inside':
        return { isByAccuracy: judged.isByAccuracy };
      case 'inaccurate':
        throw new DomainError('ARRIVAL_INACCURATE', { details: { boundMetres: ACCURACY_BOUND_METRES } });
      case 'outside': {
        const { distanceMetres } = judged;
        throw new DomainError('ARRIVAL_OUTSIDE', distanceMetres === null ? {} : { details: { distanceMetres } });
      }
    }
  }

  async flagsOf(tx: EntityManager, caller: Caller, place: Place, isByAccuracy: boolean): Promise<ArrivalFlag[]> {
    const { schoolId, personId, timeZone } = caller;
    const at = this.clock.now();
    const today = campusDay(at, timeZone);
    const isImpossible = await this.lastPlaces.rulesOut(tx, schoolId, personId, { ...place, at }, today);
    const [repeated]: { found: boolean }[] = await tx.query(
      `SELECT EXISTS (
         SELECT FROM return_arrivals
         WHERE school_id = $1 AND latitude = $2 AND longitude = $3 AND person_id <> $4
       ) AS found`,
      [schoolId, place.latitude, place.longitude, personId],
    );
    return arrivalFlags({ isImpossible, isByAccuracy, isRepeated: repeated?.found ?? false });
  }
}
