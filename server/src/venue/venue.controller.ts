import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { VenueView, VenueWeek } from '@shared/venue';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { VenueAdmin } from './venue-admin.service';
import { VenueLists } from './venue-list.service';
import { VenueWeeks } from './venue-week.service';
import { VenueDto } from './venue.dto';

@Controller('venues')
export class VenueController {
  constructor(
    private readonly lists: VenueLists,
    private readonly venues: VenueAdmin,
    private readonly weeks: VenueWeeks,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Venues with halls, hours and doors' })
  @Requires('venue.watch')
  @Answers('Items<VenueView>')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: VenueView[] }> {
    return { items: await this.lists.all(caller.schoolId) };
  }

  @Post()
  @ApiOperation({ summary: 'Create a venue' })
  @Requires('venue.manage')
  @Answers('VenueView', 201)
  create(@CurrentCaller() caller: Caller, @Body() venue: VenueDto): Promise<VenueView> {
    return this.venues.create(caller, venue);
  }

  @Get(':id/week')
  @ApiOperation({ summary: 'The opening hours of a venue, and its closures ahead' })
  @Requires('booking.use')
  @Answers('VenueWeek')
  week(@CurrentCaller() { schoolId }: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<VenueWeek> {
    return this.weeks.of(schoolId, id);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a venue' })
  @Requires('venue.manage')
  @Answers('VenueView')
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() venue: VenueDto,
  ): Promise<VenueView> {
    return this.venues.change(caller, id, venue);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Remove a venue' })
  @HttpCode(204)
  @Requires('venue.manage')
  @Answers('nothing')
  remove(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.venues.remove(caller, id);
  }
}
