import { Module } from '@nestjs/common';
import { CredentialModule } from '../credential/credential.module';
import { InvitationService } from './invitation.service';
import { SchoolFounding } from './school-founding.service';
import { StaffAdmission } from './staff-admission.service';

/** How a school and its first administrator come to be. */
@Module({
  imports: [CredentialModule],
  providers: [InvitationService, SchoolFounding, StaffAdmission],
  exports: [InvitationService, SchoolFounding],
})
export class InvitationModule {}
