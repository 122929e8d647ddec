import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Page } from '@shared/paging';
import type { AuditEntryView } from '@shared/person-admin';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { AuditTrail } from './audit-trail.service';
import { AuditQuery } from './audit.dto';

@Controller('audit-entries')
export class AuditController {
  constructor(private readonly trail: AuditTrail) {}

  @Get()
  @ApiOperation({ summary: 'The audit log' })
  @Requires('audit.read')
  @Answers('Page<AuditEntryView>')
  list(@CurrentCaller() caller: Caller, @Query() { cursor }: AuditQuery): Promise<Page<AuditEntryView>> {
    return this.trail.list(caller.schoolId, cursor);
  }
}
