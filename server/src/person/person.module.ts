import { Module } from '@nestjs/common';
import { BindingModule } from '../binding/binding.module';
import { CampusModule } from '../campus/campus.module';
import { CardModule } from '../card/card.module';
import { TotpModule } from '../totp/totp.module';
import { MeController } from './me.controller';
import { MeService } from './me.service';
import { PersonService } from './person.service';

/** People as the other modules and they themselves see them. */
@Module({
  imports: [BindingModule, CampusModule, CardModule, TotpModule],
  controllers: [MeController],
  providers: [MeService, PersonService],
  exports: [PersonService],
})
export class PersonModule {}
