import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { EventBatch, EventBatchAnswer, ScanAnswer, ScanRequest } from '@shared/terminal';
import { AnswerWithin } from '../common/answer-within';
import { Answers } from '../common/answers';
import { JsonSchemaPipe } from '../common/json-schema.pipe';
import { Requires } from '../common/requires';
import { CurrentTerminal, type KnownTerminal } from '../common/terminal';
import { UploadService } from '../upload/upload.service';
import { EVENT_BATCH_BODY, SCAN_BODY } from './passage.body';
import { EventService } from './event.service';
import { PhotoQuery } from './passage.dto';
import { ScanService } from './scan.service';
import { UploadAllowance } from './upload-allowance';
import { UploadTurns } from './upload-turns';

/** Somebody stands at the gate: after this long the terminal decides alone. */
const SCAN_DEADLINE_MS = 1_500;

const scanRequest = new JsonSchemaPipe<ScanRequest>(SCAN_BODY);
const eventBatch = new JsonSchemaPipe<EventBatch>(EVENT_BATCH_BODY);

@Controller('terminal')
export class TerminalPassageController {
  constructor(
    private readonly scans: ScanService,
    private readonly events: EventService,
    private readonly turns: UploadTurns,
    private readonly allowance: UploadAllowance,
    private readonly uploads: UploadService,
  ) {}

  @Post('scans')
  @ApiOperation({ summary: 'Judge somebody at the gate, with network' })
  @HttpCode(200)
  @AnswerWithin(SCAN_DEADLINE_MS)
  @Requires('terminal')
  @Answers('ScanAnswer')
  scan(@CurrentTerminal() terminal: KnownTerminal, @Body(scanRequest) scan: ScanRequest): Promise<ScanAnswer> {
    return this.scans.scan(terminal, scan);
  }

  @Post('events')
  @ApiOperation({ summary: 'Tell what was decided without network' })
  @HttpCode(200)
  @Requires('terminal')
  @Answers('EventBatchAnswer')
  take(@CurrentTerminal() terminal: KnownTerminal, @Body(eventBatch) batch: EventBatch): Promise<EventBatchAnswer> {
    return this.turns.take(terminal.terminalId, async () => {
      await this.allowance.take(terminal, batch.events.length);
      return this.events.take(terminal, batch);
    });
  }

  @Get('photos/:id')
  @ApiOperation({ summary: 'The face that a scan told of' })
  @Requires('terminal')
  @Answers('jpeg')
  @Header('content-type', 'image/jpeg')
  photo(
    @CurrentTerminal() terminal: KnownTerminal,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() address: PhotoQuery,
  ): Promise<Buffer> {
    return this.uploads.bytesAt(terminal, id, address);
  }
}
