import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { BookingDesk, BookingInput, WaitingAnswer } from '@shared/booking';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { JsonSchemaPipe } from '../common/json-schema.pipe';
import { Requires } from '../common/requires';
import { BookingDesks } from './booking-desk.service';
import { BOOKING_BODY } from './booking.body';
import { WaitingLeave } from './waiting-leave.service';
import { WaitingList } from './waiting-list.service';

const bookingInput = new JsonSchemaPipe<BookingInput>(BOOKING_BODY);

@Controller('booking')
export class BookingDeskController {
  constructor(
    private readonly clock: Clock,
    private readonly desks: BookingDesks,
    private readonly waiting: WaitingList,
    private readonly leaving: WaitingLeave,
  ) {}

  @Get('desk')
  @ApiOperation({ summary: 'Halls with free places, and what the caller has booked' })
  @Requires('booking.use')
  @Answers('BookingDesk')
  desk(@CurrentCaller() caller: Caller): Promise<BookingDesk> {
    return this.desks.of(caller, this.clock.now());
  }

  @Post('waiting')
  @ApiOperation({ summary: 'Wait for a place in a full hall' })
  @HttpCode(200)
  @Requires('booking.use')
  @Answers('WaitingAnswer')
  join(@CurrentCaller() caller: Caller, @Body(bookingInput) input: BookingInput): Promise<WaitingAnswer> {
    return this.waiting.join(caller, input);
  }

  @Delete('waiting/:id')
  @ApiOperation({ summary: 'Wait no more' })
  @HttpCode(204)
  @Requires('booking.use')
  @Answers('nothing')
  leave(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.leaving.leave(caller, id);
  }
}
