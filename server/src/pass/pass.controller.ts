import { Controller, Get, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { PassView } from '@shared/pass';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { PassDevices } from './pass-device.service';
import { PassPage } from './pass-page.service';

@Controller('pass')
export class PassController {
  constructor(
    private readonly page: PassPage,
    private readonly devices: PassDevices,
  ) {}

  @Get()
  @ApiOperation({ summary: "One's own pass, how it stands and why" })
  @Requires('pass.show')
  @Answers('PassView')
  view(@CurrentCaller() caller: Caller): Promise<PassView> {
    return this.page.view(caller);
  }

  @Put('device')
  @ApiOperation({ summary: 'Show the pass on this phone from now on' })
  @Requires('pass.show')
  @Answers('PassView')
  async takeDevice(@CurrentCaller() caller: Caller): Promise<PassView> {
    await this.devices.take(caller);
    return this.page.view(caller);
  }
}
