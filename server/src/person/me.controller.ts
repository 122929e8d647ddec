import { Controller, Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { MeView } from '@shared/identity';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { MeService } from './me.service';

@Controller('me')
export class MeController {
  constructor(private readonly me: MeService) {}

  @Get()
  @ApiOperation({ summary: 'Who is signed in, with card, roles and bindings' })
  @Requires('self.read')
  @Answers('MeView')
  view(@CurrentCaller() caller: Caller): Promise<MeView> {
    return this.me.view(caller);
  }
}
