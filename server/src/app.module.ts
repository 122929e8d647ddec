import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { AuthGuard } from './common/auth.guard';
import { CommonModule } from './common/common.module';
import { nestLogging, rootLogger } from './common/logging';
import { ProblemFilter } from './common/problem.filter';
import { requestValidation } from './common/validation.pipe';

export const logger = rootLogger(process.env.LOG_LEVEL ?? 'info');

/** The list of services: the architecture at a glance. */
@Module({
  imports: [LoggerModule.forRoot(nestLogging(logger)), CommonModule],
  providers: [
    { provide: APP_GUARD, useClass: AuthGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: requestValidation },
  ],
})
export class AppModule {}
