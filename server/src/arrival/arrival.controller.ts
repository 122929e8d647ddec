import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { ArrivalFix, ReturnView } from '@shared/return';
import { Answers } from '../common/answers';
import { CallerReader, CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { JsonSchemaPipe } from '../common/json-schema.pipe';
import { Requires } from '../common/requires';
import { ReturnReader } from '../returning/return-reader.service';
import { ARRIVAL_FIX_BODY } from './arrival.body';
import { ArrivalService } from './arrival.service';

const arrivalFix = new JsonSchemaPipe<ArrivalFix>(ARRIVAL_FIX_BODY);

@Controller('returns')
export class ArrivalController {
  constructor(
    private readonly arrivals: ArrivalService,
    private readonly reader: ReturnReader,
    private readonly callers: CallerReader,
  ) {}

  @Post(':id/arrival')
  @ApiOperation({ summary: 'Sign in on arrival at the campus' })
  @HttpCode(200)
  @Requires('return.apply')
  @Answers('ReturnView')
  async arrive(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @IdempotencyKey() key: string,
    @Body(arrivalFix) fix: ArrivalFix,
  ): Promise<ReturnView> {
    await this.arrivals.arrive(caller, id, key, fix);
    this.callers.forget(caller.sessionId);
    return this.reader.one(caller, id);
  }
}
