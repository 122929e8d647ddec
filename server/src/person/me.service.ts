import { Injectable } from '@nestjs/common';
import type { MeView } from '@shared/identity';
import { BindingService } from '../binding/binding.service';
import { SchoolService } from '../campus/school.service';
import type { Caller } from '../common/caller';
import { TotpService } from '../totp/totp.service';
import { PersonService } from './person.service';

/** Everything a person sees about themself. */
@Injectable()
export class MeService {
  constructor(
    private readonly people: PersonService,
    private readonly schools: SchoolService,
    private readonly bindings: BindingService,
    private readonly totp: TotpService,
  ) {}

  async view({ schoolId, personId, state, roles }: Caller): Promise<MeView> {
    const [card, { code, name }, bindings, totpEnrolled] = await Promise.all([
      this.people.cardOf(schoolId, personId),
      this.schools.getById(schoolId),
      this.bindings.listOf(schoolId, personId),
      this.totp.isEnrolled(schoolId, personId),
    ]);
    return { ...card, state, roles, school: { code, name }, bindings, totpEnrolled };
  }
}
