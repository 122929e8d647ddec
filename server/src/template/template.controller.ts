import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { DraftedTemplate, TemplateDifference, TemplateView } from '@shared/check-in-template';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { DraftDto, PublicationDto } from './template.dto';
import { TemplateService } from './template.service';

@Controller('check-in-templates')
export class TemplateController {
  constructor(private readonly templates: TemplateService) {}

  @Get()
  @ApiOperation({ summary: 'Versions of check-in forms' })
  @Requires('campaign.manage')
  @Answers('Items<TemplateView>')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: TemplateView[] }> {
    return { items: await this.templates.list(caller.schoolId) };
  }

  @Post()
  @ApiOperation({ summary: 'Draft a version of a check-in form' })
  @Requires('campaign.manage')
  @Answers('DraftedTemplate', 201)
  draft(@CurrentCaller() caller: Caller, @Body() { formKey, body }: DraftDto): Promise<DraftedTemplate> {
    return this.templates.draft(caller, formKey, body);
  }

  @Get(':id/difference')
  @ApiOperation({ summary: 'What a version changes against the published one' })
  @Requires('campaign.manage')
  @Answers('TemplateDifference')
  difference(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<TemplateDifference> {
    return this.templates.difference(caller.schoolId, id);
  }

  @Post(':id/publication')
  @ApiOperation({ summary: 'Publish a version of a check-in form' })
  @Requires('campaign.manage')
  @Answers('TemplateView', 201)
  publish(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { graceHours }: PublicationDto,
  ): Promise<TemplateView> {
    return this.templates.publish(caller, id, graceHours);
  }
}
