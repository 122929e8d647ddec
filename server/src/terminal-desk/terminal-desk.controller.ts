import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Page } from '@shared/paging';
import type { NewTerminal, TerminalLine } from '@shared/terminal';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { TerminalBoard } from './terminal-board.service';
import { TerminalCare } from './terminal-care.service';
import { BoardQuery, TerminalDto } from './terminal-desk.dto';
import { TerminalDesk } from './terminal-desk.service';

@Controller('terminals')
export class TerminalDeskController {
  constructor(
    private readonly desk: TerminalDesk,
    private readonly board: TerminalBoard,
    private readonly care: TerminalCare,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Terminals with their state and alarms' })
  @Requires('terminal.manage')
  @Answers('Page<TerminalLine>')
  list(@CurrentCaller() { schoolId }: Caller, @Query() filter: BoardQuery): Promise<Page<TerminalLine>> {
    return this.board.page(schoolId, filter);
  }

  @Post()
  @ApiOperation({ summary: 'Create a terminal and its enrolment code' })
  @Requires('terminal.manage')
  @Answers('NewTerminal', 201)
  create(@CurrentCaller() caller: Caller, @Body() input: TerminalDto): Promise<NewTerminal> {
    return this.desk.create(caller, input);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One terminal' })
  @Requires('terminal.manage')
  @Answers('TerminalLine')
  one(@CurrentCaller() { schoolId }: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<TerminalLine> {
    return this.board.one(schoolId, id);
  }

  @Post(':id/enrolment-codes')
  @ApiOperation({ summary: 'Another enrolment code, for another device' })
  @Requires('terminal.manage')
  @Answers('NewTerminal', 201)
  renewCode(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<NewTerminal> {
    return this.desk.renewCode(caller, id);
  }

  @Post(':id/revocation')
  @ApiOperation({ summary: 'Revoke a terminal for ever' })
  @HttpCode(200)
  @Requires('terminal.manage')
  @Answers('TerminalLine')
  revoke(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<TerminalLine> {
    return this.care.revoke(caller, id);
  }

  @Post(':id/alarms/reading')
  @ApiOperation({ summary: 'Mark the alarms of a terminal as seen' })
  @HttpCode(200)
  @Requires('terminal.manage')
  @Answers('TerminalLine')
  readAlarms(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<TerminalLine> {
    return this.care.readAlarms(caller, id);
  }
}
