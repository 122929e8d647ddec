import { Module } from '@nestjs/common';
import { BindingModule } from '../binding/binding.module';
import { CardModule } from '../card/card.module';
import { CredentialModule } from '../credential/credential.module';
import { NoticeModule } from '../notice/notice.module';
import { PassModule } from '../pass/pass.module';
import { PersonModule } from '../person/person.module';
import { SessionModule } from '../session/session.module';
import { TotpModule } from '../totp/totp.module';
import { DepartureService } from './departure.service';
import { PeopleAdminController } from './people-admin.controller';
import { PeopleList } from './people-list.service';
import { PeopleController } from './people.controller';
import { PersonCare } from './person-care';
import { PersonStates } from './person-states';
import { PresenceAdmin } from './presence-admin';
import { RoleGrants } from './role-grants';
import { StaffTrail } from './staff-trail';

/** People as staff see and change them. */
@Module({
  imports: [
    BindingModule,
    CardModule,
    CredentialModule,
    NoticeModule,
    PassModule,
    PersonModule,
    SessionModule,
    TotpModule,
  ],
  controllers: [PeopleController, PeopleAdminController],
  providers: [DepartureService, PeopleList, PersonCare, PersonStates, PresenceAdmin, RoleGrants, StaffTrail],
  exports: [DepartureService],
})
export class PeopleModule {}
