import { Module } from '@nestjs/common';
import { CredentialModule } from '../credential/credential.module';
import { PassModule } from '../pass/pass.module';
import { PeopleModule } from '../people/people.module';
import { SessionModule } from '../session/session.module';
import { ImportApplier } from './import-applier';
import { ImportChecker } from './import-checker';
import { ImportPeople } from './import-people';
import { ImportController } from './import.controller';
import { ImportService } from './import.service';

/** People and cards from a file. */
@Module({
  imports: [CredentialModule, PassModule, PeopleModule, SessionModule],
  controllers: [ImportController],
  providers: [ImportApplier, ImportChecker, ImportPeople, ImportService],
})
export class ImportModule {}
