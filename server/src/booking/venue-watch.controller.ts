import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { BreachUndoAnswer } from '@shared/booking';
import type { VenueBoard, VenueClosureAnswer } from '@shared/venue';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { BreachUndoDto, VenueClosureDto } from './booking.dto';
import { BreachUndo } from './breach-undo.service';
import { VenueBoards } from './venue-board.service';
import { VenueClosing } from './venue-closing.service';

/** What staff see and do where places are taken. */
@Controller()
export class VenueWatchController {
  constructor(
    private readonly boards: VenueBoards,
    private readonly closing: VenueClosing,
    private readonly breaches: BreachUndo,
  ) {}

  @Get('venues/board')
  @ApiOperation({ summary: 'Halls with their places as they are now' })
  @Requires('venue.watch')
  @Answers('VenueBoard')
  board(@CurrentCaller() caller: Caller): Promise<VenueBoard> {
    return this.boards.of(caller.schoolId);
  }

  @Post('venues/:id/closures')
  @ApiOperation({ summary: 'Close a venue for some time' })
  @Requires('venue.manage')
  @Answers('VenueClosureAnswer', 201)
  close(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() closure: VenueClosureDto,
  ): Promise<VenueClosureAnswer> {
    return this.closing.close(caller, id, closure);
  }

  @Delete('venues/:id/closures/:closureId')
  @ApiOperation({ summary: 'End a closure of a venue' })
  @HttpCode(204)
  @Requires('venue.manage')
  @Answers('nothing')
  reopen(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('closureId', ParseUUIDPipe) closureId: string,
  ): Promise<void> {
    return this.closing.reopen(caller, id, closureId);
  }

  @Post('bookings/breaches/undo')
  @ApiOperation({ summary: 'Undo missed bookings in bulk' })
  @HttpCode(200)
  @Requires('venue.manage')
  @Answers('BreachUndoAnswer')
  undo(@CurrentCaller() caller: Caller, @Body() input: BreachUndoDto): Promise<BreachUndoAnswer> {
    return this.breaches.undo(caller, input);
  }
}
