import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { CheckInForm, ReportReceipt, SubmitReport } from '@shared/check-in';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { JsonSchemaPipe } from '../common/json-schema.pipe';
import { Requires } from '../common/requires';
import { SUBMIT_REPORT_BODY } from './check-in.body';
import { ProxyService } from './proxy.service';

const submitReport = new JsonSchemaPipe<SubmitReport>(SUBMIT_REPORT_BODY);

@Controller('people')
export class ProxyController {
  constructor(private readonly proxies: ProxyService) {}

  @Get(':id/check-in-form')
  @ApiOperation({ summary: 'The form that applies to somebody without a phone' })
  @Requires('check_in.proxy')
  @Answers('CheckInForm')
  form(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<CheckInForm> {
    return this.proxies.form(caller, id);
  }

  @Post(':id/check-ins')
  @ApiOperation({ summary: 'Report for somebody without a phone' })
  @Requires('check_in.proxy')
  @Answers('ReportReceipt', 201)
  submit(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @IdempotencyKey() key: string,
    @Body(submitReport) report: SubmitReport,
  ): Promise<ReportReceipt> {
    return this.proxies.submit(caller, id, key, report);
  }
}
