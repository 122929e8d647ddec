import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { HandlesJob, type Jobs } from '../common/jobs';
import { PersonService } from '../person/person.service';
import { ArrivableReturns } from '../returning/arrivable.service';
import { ArrivalRecord } from './arrival-record.service';

/** Whoever was admitted through a gate of the campus for which they are approved has arrived. */
@Injectable()
export class GateArrival {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly returns: ArrivableReturns,
    private readonly people: PersonService,
    private readonly record: ArrivalRecord,
  ) {}

  /** A passage from before the approval says nothing about it, nor one from before a departure that was told later. */
  @HandlesJob('passage.at_campus')
  async arrive({ schoolId, personId, campusId, at }: Jobs['passage.at_campus']): Promise<void> {
    await this.database.transaction(async (tx) => {
      const id = await this.returns.findFor(tx, schoolId, personId, campusId);
      const application = id && (await this.returns.lock(tx, schoolId, id));
      if (!application || application.state !== 'approved' || application.since > new Date(at)) {
        return;
      }
      const { since, state } = await this.people.lockPresence(tx, schoolId, personId);
      if (since > new Date(at) || state === 'left') {
        return;
      }
      await this.record.keep(tx, { schoolId, personId: null }, application, {
        ...{ campusId, means: 'gate', place: null, accuracyMetres: null, flags: [], confirmedBy: null },
      });
    });
  }
}
