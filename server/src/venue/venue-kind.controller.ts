import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { VenueKindView } from '@shared/venue';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { VenueKinds } from './venue-kind.service';
import { VenueKindDto } from './venue.dto';

@Controller('venue-kinds')
export class VenueKindController {
  constructor(private readonly kinds: VenueKinds) {}

  @Get()
  @ApiOperation({ summary: 'Kinds of venues with their limits' })
  @Requires('venue.watch')
  @Answers('Items<VenueKindView>')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: VenueKindView[] }> {
    return { items: await this.kinds.list(caller.schoolId) };
  }

  @Post()
  @ApiOperation({ summary: 'Create a kind of venues' })
  @Requires('venue.manage')
  @Answers('VenueKindView', 201)
  create(@CurrentCaller() caller: Caller, @Body() kind: VenueKindDto): Promise<VenueKindView> {
    return this.kinds.create(caller, kind);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a kind of venues' })
  @Requires('venue.manage')
  @Answers('VenueKindView')
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() kind: VenueKindDto,
  ): Promise<VenueKindView> {
    return this.kinds.change(caller, id, kind);
  }
}
