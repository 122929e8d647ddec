import { Module } from '@nestjs/common';
import { SupportController } from './support.controller';
import { SupportService } from './support.service';

/** What helps when something does not work. */
@Module({ controllers: [SupportController], providers: [SupportService] })
export class SupportModule {}
