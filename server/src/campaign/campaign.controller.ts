import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { CampaignView, WindowRow } from '@shared/check-in';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { CampaignDto, WindowsDto } from './campaign.dto';
import { CampaignService } from './campaign.service';
import { WindowService } from './window.service';

@Controller('campaigns')
export class CampaignController {
  constructor(
    private readonly campaigns: CampaignService,
    private readonly windows: WindowService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Campaigns' })
  @Requires('campaign.manage')
  @Answers('Items<CampaignView>')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: CampaignView[] }> {
    return { items: await this.campaigns.list(caller.schoolId) };
  }

  @Post()
  @ApiOperation({ summary: 'Draft a campaign' })
  @Requires('campaign.manage')
  @Answers('CampaignView', 201)
  create(@CurrentCaller() caller: Caller, @Body() input: CampaignDto): Promise<CampaignView> {
    return this.campaigns.create(caller, input);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One campaign' })
  @Requires('campaign.manage')
  @Answers('CampaignView')
  one(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<CampaignView> {
    return this.campaigns.one(caller.schoolId, id);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a campaign' })
  @Requires('campaign.manage')
  @Answers('CampaignView')
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: CampaignDto,
  ): Promise<CampaignView> {
    return this.campaigns.change(caller, id, input);
  }

  @Post(':id/start')
  @ApiOperation({ summary: 'Start a campaign' })
  @HttpCode(200)
  @Requires('campaign.manage')
  @Answers('CampaignView')
  start(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<CampaignView> {
    return this.campaigns.move(caller, id, 'running');
  }

  @Post(':id/end')
  @ApiOperation({ summary: 'End a campaign' })
  @HttpCode(200)
  @Requires('campaign.manage')
  @Answers('CampaignView')
  end(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<CampaignView> {
    return this.campaigns.move(caller, id, 'ended');
  }

  @Get(':id/windows')
  @ApiOperation({ summary: 'The windows in which a campaign asks for reports' })
  @Requires('campaign.manage')
  @Answers('Items<WindowRow>')
  async listWindows(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<{ items: WindowRow[] }> {
    return { items: await this.windows.list(caller.schoolId, id) };
  }

  @Put(':id/windows')
  @ApiOperation({ summary: 'Set the windows of a campaign' })
  @Requires('campaign.manage')
  @Answers('Items<WindowRow>')
  async replaceWindows(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { items }: WindowsDto,
  ): Promise<{ items: WindowRow[] }> {
    return { items: await this.windows.replace(caller, id, items) };
  }
}
