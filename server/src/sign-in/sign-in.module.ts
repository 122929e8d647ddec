import { Module } from '@nestjs/common';
import { BindingModule } from '../binding/binding.module';
import { CampusModule } from '../campus/campus.module';
import { CardModule } from '../card/card.module';
import { CredentialModule } from '../credential/credential.module';
import { InvitationModule } from '../invitation/invitation.module';
import { NoticeModule } from '../notice/notice.module';
import { PersonModule } from '../person/person.module';
import { SessionModule } from '../session/session.module';
import { TotpModule } from '../totp/totp.module';
import { CardStep } from './card-step';
import { Conversation } from './conversation';
import { NewPassword } from './new-password';
import { PasswordChange } from './password-change';
import { PasswordCheck } from './password-check';
import { PasswordStep } from './password-step';
import { PasswordTrail } from './password-trail';
import { PasswordController } from './password.controller';
import { Redemption } from './redemption';
import { SignInFactsReader } from './sign-in-facts';
import { SignInThrottle } from './sign-in-throttle';
import { SignInController } from './sign-in.controller';
import { SignInService } from './sign-in.service';
import { TicketService } from './ticket.service';
import { TotpStep } from './totp-step';

/** The conversation that leads from a number and a password, or a platform's login, to a session. */
@Module({
  imports: [
    BindingModule,
    CampusModule,
    CardModule,
    CredentialModule,
    InvitationModule,
    NoticeModule,
    PersonModule,
    SessionModule,
    TotpModule,
  ],
  controllers: [SignInController, PasswordController],
  providers: [
    CardStep,
    Conversation,
    NewPassword,
    PasswordChange,
    PasswordCheck,
    PasswordStep,
    PasswordTrail,
    Redemption,
    SignInFactsReader,
    SignInService,
    SignInThrottle,
    TicketService,
    TotpStep,
  ],
})
export class SignInModule {}
