import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Page } from '@shared/paging';
import type { GrantRow } from '@shared/person-admin';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { GrantDto, GrantQuery, PresenceBatchDto, PresenceDto } from './people.dto';
import { PresenceAdmin } from './presence-admin';
import { RoleGrants } from './role-grants';

@Controller()
export class PeopleAdminController {
  constructor(
    private readonly presence: PresenceAdmin,
    private readonly grants: RoleGrants,
  ) {}

  @Put('people/:id/presence')
  @ApiOperation({ summary: 'Say whether a person is on campus' })
  @HttpCode(204)
  @Requires('presence.manage')
  @Answers('nothing')
  setPresence(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { presence, campusId }: PresenceDto,
  ): Promise<void> {
    return this.presence.set(caller, id, presence, campusId ?? null);
  }

  @Post('presence-batches')
  @ApiOperation({ summary: 'Say the same of everybody in some units' })
  @HttpCode(200)
  @Requires('presence.manage')
  @Answers('PresenceBatchAnswer')
  setPresenceBatch(@CurrentCaller() caller: Caller, @Body() batch: PresenceBatchDto): Promise<{ changed: number }> {
    return this.presence.setBatch(caller, batch);
  }

  @Get('role-grants')
  @ApiOperation({ summary: 'Roles that were granted' })
  @Requires('role.manage')
  @Answers('Page<GrantRow>')
  list(@CurrentCaller() caller: Caller, @Query() { cursor }: GrantQuery): Promise<Page<GrantRow>> {
    return this.grants.page(caller.schoolId, cursor);
  }

  @Post('role-grants')
  @ApiOperation({ summary: 'Grant a role' })
  @Requires('role.manage')
  @Answers('GrantRow', 201)
  grant(@CurrentCaller() caller: Caller, @Body() { personId, role, unitId }: GrantDto): Promise<GrantRow> {
    return this.grants.grant(caller, { personId, role, unitId: unitId ?? null });
  }

  @Delete('role-grants/:id')
  @ApiOperation({ summary: 'Take a role back' })
  @HttpCode(204)
  @Requires('role.manage')
  @Answers('nothing')
  revoke(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.grants.revoke(caller, id);
  }
}
