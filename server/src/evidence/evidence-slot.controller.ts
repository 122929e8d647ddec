import { Body, Controller, Get, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { EvidenceSlot } from '@shared/return';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { EvidenceSlots } from './evidence-slots.service';
import { EvidenceSlotsDto } from './evidence.dto';

@Controller('campaigns/:id/evidence-slots')
export class EvidenceSlotController {
  constructor(private readonly slots: EvidenceSlots) {}

  @Get()
  @ApiOperation({ summary: 'The photos that a campaign asks for' })
  @Requires('return.manage')
  @Answers('Items<EvidenceSlot>')
  async list(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<{ items: EvidenceSlot[] }> {
    return { items: await this.slots.list(caller.schoolId, id) };
  }

  @Put()
  @ApiOperation({ summary: 'Set the photos that a campaign asks for' })
  @Requires('return.manage')
  @Answers('Items<EvidenceSlot>')
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { items }: EvidenceSlotsDto,
  ): Promise<{ items: EvidenceSlot[] }> {
    return { items: await this.slots.replace(caller, id, items) };
  }
}
