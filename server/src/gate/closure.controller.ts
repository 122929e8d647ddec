import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { ClosureView } from '@shared/gate';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { ClosureService } from './closure.service';
import { ClosureDto } from './gate.dto';

@Controller('closures')
export class ClosureController {
  constructor(private readonly closures: ClosureService) {}

  @Get()
  @ApiOperation({ summary: 'Where closed management holds' })
  @Requires('gate.manage')
  @Answers('Items<ClosureView>')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: ClosureView[] }> {
    return { items: await this.closures.list(caller.schoolId) };
  }

  @Put()
  @ApiOperation({ summary: 'Begin or end closed management of a campus or school' })
  @Requires('gate.manage')
  @Answers('Items<ClosureView>')
  async set(
    @CurrentCaller() caller: Caller,
    @Body() { campusId, isClosed }: ClosureDto,
  ): Promise<{ items: ClosureView[] }> {
    return { items: await this.closures.set(caller, campusId, isClosed) };
  }
}
