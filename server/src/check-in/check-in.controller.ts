import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { CheckInForm, HistoryMonth, ReportReceipt, ReportView, SubmitReport } from '@shared/check-in';
import { AnswerWithin } from '../common/answer-within';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { IdempotencyKey } from '../common/idempotency';
import { JsonSchemaPipe } from '../common/json-schema.pipe';
import { Requires } from '../common/requires';
import { SUBMIT_REPORT_BODY } from './check-in.body';
import { MonthQuery } from './check-in.dto';
import { reporterOf } from './check-in.rules';
import { CheckInService } from './check-in.service';
import { FormService } from './form.service';
import { HistoryService } from './history.service';
import { ReportService } from './report.service';

/** A phone that is told to come back repeats the report under the same key. */
const REPORT_DEADLINE_MS = 1_500;

const submitReport = new JsonSchemaPipe<SubmitReport>(SUBMIT_REPORT_BODY);

@Controller('check-ins')
export class CheckInController {
  constructor(
    private readonly checkIns: CheckInService,
    private readonly forms: FormService,
    private readonly history: HistoryService,
    private readonly reports: ReportService,
  ) {}

  @Get('form')
  @ApiOperation({ summary: 'The form that applies now, with its window' })
  @Requires('check_in.report')
  @Answers('CheckInForm')
  form(@CurrentCaller() caller: Caller): Promise<CheckInForm> {
    return this.forms.formFor(caller.schoolId, reporterOf(caller));
  }

  @Post()
  @ApiOperation({ summary: 'Send or correct a report' })
  @AnswerWithin(REPORT_DEADLINE_MS)
  @Requires('check_in.report')
  @Answers('ReportReceipt', 201)
  submit(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body(submitReport) report: SubmitReport,
  ): Promise<ReportReceipt> {
    return this.checkIns.submit(caller, reporterOf(caller), key, report);
  }

  @Get()
  @ApiOperation({ summary: "One's own reports of a month" })
  @Requires('check_in.report')
  @Answers('HistoryMonth')
  month(@CurrentCaller() caller: Caller, @Query() { month }: MonthQuery): Promise<HistoryMonth> {
    return this.history.month(caller.schoolId, caller.timeZone, reporterOf(caller), month);
  }

  @Get(':id')
  @ApiOperation({ summary: "One of one's own reports with its versions" })
  @Requires('check_in.report')
  @Answers('ReportView')
  async one(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<ReportView> {
    const found = await this.reports.findOwn(caller.schoolId, caller.personId, id);
    if (!found) {
      throw new DomainError('NOT_FOUND');
    }
    return found.view;
  }
}
