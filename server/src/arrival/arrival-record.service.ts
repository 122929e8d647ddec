import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Place } from '@shared/coordinates';
import type { ArrivalFlag, ArrivalMeans } from '@shared/return';
import { AuditLog } from '../common/audit';
import { Clock } from '../common/clock';
import { NoticeService } from '../notice/notice.service';
import { PersonService } from '../person/person.service';
import { ArrivableReturns, type ArrivableReturn } from '../returning/arrivable.service';

/** Who says that somebody has arrived: `personId` null where a gate does. */
export interface ArrivalWitness {
  schoolId: string;
  personId: string | null;
  requestId?: string;
}

export interface NewArrival {
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
    private readonly returns: ArrivableReturns,
    private readonly people: PersonService,
    private readonly notices: NoticeService,
    private readonly audit: AuditLog,
  ) {}

  /** The application is locked. @throws DomainError RETURN_STATE_CONFLICT unless it is approved */
  async keep(
    tx: EntityManager,
    { schoolId, personId: actorId, requestId }: ArrivalWitness,
    application: ArrivableReturn,
    { campusId, means, place, accuracyMetres, flags, confirmedBy }: NewArrival,
  ): Promise<void> {
    const { id: applicationId, personId } = application;
    await this.returns.finish(tx, schoolId, application);
    await tx.query(
      `INSERT INTO return_arrivals (school_id, application_id, person_id, campus_id, means, latitude, longitude,
         accuracy_metres, flags, confirmed_by, arrived_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[schoolId, applicationId, personId, campusId, means, place?.latitude ?? null, place?.longitude ?? null],
        ...[accuracyMetres, flags, confirmedBy, this.clock.now()],
      ],
    );
    await this.audit.write(tx, {
      ...{ schoolId, actorId, requestId, action: `return.arrive_by_${means}` },
      ...{ objectKind: 'return_application', objectId: applicationId },
    });
    await this.people.setPresence(tx, schoolId, personId, 'on_campus', campusId);
    await this.notices.add(tx, {
      ...{ schoolId, personId, kind: 'return.arrived', params: { applicationId } },
      dedupeKey: `return.arrived:${applicationId}`,
    });
  }
}
