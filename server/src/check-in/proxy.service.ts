import { Injectable } from '@nestjs/common';
import type { CheckInForm, ReportReceipt, SubmitReport } from '@shared/check-in';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { PersonService } from '../person/person.service';
import { reporterOf, type Reporter } from './check-in.rules';
import { CheckInService } from './check-in.service';
import { FormService } from './form.service';

/** A counsellor reports for somebody without a phone: flagged, and in the audit log. */
@Injectable()
export class ProxyService {
  constructor(
    private readonly people: PersonService,
    private readonly forms: FormService,
    private readonly checkIns: CheckInService,
  ) {}

  async form(caller: Caller, personId: string): Promise<CheckInForm> {
    return this.forms.formFor(caller.schoolId, await this.reporter(caller, personId));
  }

  async submit(caller: Caller, personId: string, key: string, report: SubmitReport): Promise<ReportReceipt> {
    return this.checkIns.submit(caller, await this.reporter(caller, personId), key, report);
  }

  /** @throws DomainError PERMISSION_DENIED for oneself, PERSON_UNKNOWN outside the reach */
  private async reporter(caller: Caller, personId: string): Promise<Reporter> {
    if (personId === caller.personId) {
      throw new DomainError('PERMISSION_DENIED');
    }
    const person = await this.people.findInReach(caller, personId);
    if (!person) {
      throw new DomainError('PERSON_UNKNOWN');
    }
    return reporterOf(person);
  }
}
