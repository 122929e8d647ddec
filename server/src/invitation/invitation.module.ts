import { Module } from '@nestjs/common';
import { InvitationService } from './invitation.service';
import { SchoolFounding } from './school-founding.service';

/** How a school and its first administrator come to be. */
@Module({ providers: [InvitationService, SchoolFounding], exports: [InvitationService, SchoolFounding] })
export class InvitationModule {}
