import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Page } from '@shared/paging';
import type { PersonDetail, PersonRow, ResetCode } from '@shared/person-admin';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { PeopleList } from './people-list.service';
import { CardStateDto, PeopleQuery, StateDto } from './people.dto';
import { PersonCare } from './person-care';

@Controller('people')
export class PeopleController {
  constructor(
    private readonly people: PeopleList,
    private readonly care: PersonCare,
  ) {}

  @Get()
  @ApiOperation({ summary: 'People, by number, name, unit and state' })
  @Requires('person.read')
  @Answers('Page<PersonRow>')
  list(@CurrentCaller() caller: Caller, @Query() query: PeopleQuery): Promise<Page<PersonRow>> {
    return this.people.page(caller.schoolId, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One person with cards, roles and bindings' })
  @Requires('person.read')
  @Answers('PersonDetail')
  detail(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<PersonDetail> {
    return this.people.detail(caller.schoolId, id);
  }

  @Post(':id/password-resets')
  @ApiOperation({ summary: 'Issue a reset code, to be handed over in person' })
  @Requires('person.manage')
  @Answers('ResetCode', 201)
  issueResetCode(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<ResetCode> {
    return this.care.issueResetCode(caller, id);
  }

  @Put(':id/state')
  @ApiOperation({ summary: 'Change whether a person is active, suspended or gone' })
  @HttpCode(204)
  @Requires('person.manage')
  @Answers('nothing')
  setState(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { state }: StateDto,
  ): Promise<void> {
    return this.care.setState(caller, id, state);
  }

  @Put(':id/cards/:cardId/state')
  @ApiOperation({ summary: 'Change the state of a card' })
  @HttpCode(204)
  @Requires('person.manage')
  @Answers('nothing')
  setCardState(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('cardId', ParseUUIDPipe) cardId: string,
    @Body() { state }: CardStateDto,
  ): Promise<void> {
    return this.care.setCardState(caller, id, cardId, state);
  }
}
