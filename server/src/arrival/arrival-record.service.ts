import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Place } from '@shared/coordinates';
import type { ArrivalFlag, ArrivalMeans } from '@shared/return';
import { Clock } from '../common/clock';
import { NoticeService } from '../notice/notice.service';
import { PersonService } from '../person/person.service';

export interface NewArrival {
  schoolId: string;
  applicationId: string;
  personId: string;
  campusId: string;
  means: ArrivalMeans;
  /** of `location` */
  place: Place | null;
  accuracyMetres: number | null;
  flags: ArrivalFlag[];
  /** of `approver` */
  confirmedBy: string | null;
}

/** An arrival with everything that hangs on it: the application is over, and the person is on the campus. */
@Injectable()
export class ArrivalRecord {
  constructor(
    private readonly clock: Clock,
    private readonly people: PersonService,
    private readonly notices: NoticeService,
  ) {}

  /** The application's row is locked, and may arrive. */
  async keep(tx: EntityManager, arrival: NewArrival): Promise<void> {
    const { schoolId, applicationId, personId, campusId, place } = arrival;
    const now = this.clock.now();
    await tx.query(
      `INSERT INTO return_arrivals (school_id, application_id, person_id, campus_id, means, latitude, longitude,
         accuracy_metres, flags, confirmed_by, arrived_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[schoolId, applicationId, personId, campusId, arrival.means, place?.latitude ?? null],
        ...[place?.longitude ?? null, arrival.accuracyMetres, arrival.flags, arrival.confirmedBy, now],
      ],
    );
    await tx.query(
      `UPDATE return_applications SET state = 'arrived', revision = revision + 1, updated_at = $3
       WHERE school_id = $1 AND id = $2`,
      [schoolId, applicationId, now],
    );
    await this.people.setPresence(tx, schoolId, personId, 'on_campus', campusId);
    await this.notices.add(tx, {
      ...{ schoolId, personId, kind: 'return.arrived', params: { applicationId } },
      dedupeKey: `return.arrived:${applicationId}`,
    });
  }
}
