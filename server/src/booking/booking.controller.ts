import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { BookingAnswer, BookingInput, BookingPage, BreachView } from '@shared/booking';
import type { Page } from '@shared/paging';
import type { FastifyReply } from 'fastify';
import { AnswerWithin } from '../common/answer-within';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { JsonSchemaPipe } from '../common/json-schema.pipe';
import { Requires } from '../common/requires';
import { BookingChanges } from './booking-changes.service';
import { BookingReader } from './booking-reader.service';
import { BOOKING_BODY } from './booking.body';
import { CursorQuery } from './booking.dto';
import { BookingService } from './booking.service';
import { Breaches } from './breaches.service';

/** A phone that is told to come back repeats the wish under the same key. */
const BOOKING_DEADLINE_MS = 1_500;

const bookingInput = new JsonSchemaPipe<BookingInput>(BOOKING_BODY);

@Controller('bookings')
export class BookingController {
  constructor(
    private readonly bookings: BookingService,
    private readonly changes: BookingChanges,
    private readonly reader: BookingReader,
    private readonly breaches: Breaches,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Book a place in a hall for now' })
  @AnswerWithin(BOOKING_DEADLINE_MS)
  @Requires('booking.use')
  @Answers('BookingAnswer', 201)
  book(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body(bookingInput) input: BookingInput,
    @Res({ passthrough: true }) reply: Pick<FastifyReply, 'sent'>,
  ): Promise<BookingAnswer> {
    return this.bookings.book(caller, key, input, () => !reply.sent);
  }

  @Get()
  @ApiOperation({ summary: "One's own bookings" })
  @Requires('booking.use')
  @Answers('BookingPage')
  history(@CurrentCaller() caller: Caller, @Query() { cursor }: CursorQuery): Promise<BookingPage> {
    return this.reader.history(caller, cursor);
  }

  @Get('breaches')
  @ApiOperation({ summary: "One's own missed bookings" })
  @Requires('booking.use')
  @Answers('Page<BreachView>')
  mine(@CurrentCaller() caller: Caller, @Query() { cursor }: CursorQuery): Promise<Page<BreachView>> {
    return this.breaches.mine(caller, cursor);
  }

  @Post(':id/accept')
  @ApiOperation({ summary: 'Accept a place that the waiting list offers' })
  @HttpCode(200)
  @Requires('booking.use')
  @Answers('BookingAnswer')
  accept(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<BookingAnswer> {
    return this.changes.accept(caller, id);
  }

  @Post(':id/decline')
  @ApiOperation({ summary: 'Decline a place that the waiting list offers' })
  @HttpCode(200)
  @Requires('booking.use')
  @Answers('BookingAnswer')
  decline(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<BookingAnswer> {
    return this.changes.finish(caller, id, 'decline');
  }

  @Post(':id/cancel')
  @ApiOperation({ summary: 'Cancel a booking' })
  @HttpCode(200)
  @Requires('booking.use')
  @Answers('BookingAnswer')
  cancel(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<BookingAnswer> {
    return this.changes.finish(caller, id, 'cancel');
  }

  @Post(':id/end')
  @ApiOperation({ summary: 'End a use' })
  @HttpCode(200)
  @Requires('booking.use')
  @Answers('BookingAnswer')
  end(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<BookingAnswer> {
    return this.changes.finish(caller, id, 'end');
  }
}
