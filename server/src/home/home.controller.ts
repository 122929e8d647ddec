import { Controller, Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { HomeView } from '@shared/home';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { HomeService } from './home.service';

@Controller('home')
export class HomeController {
  constructor(private readonly home: HomeService) {}

  @Get()
  @ApiOperation({ summary: 'Everything that the home page shows' })
  @Requires('self.read')
  @Answers('HomeView')
  view(@CurrentCaller() caller: Caller): Promise<HomeView> {
    return this.home.view(caller);
  }
}
