import { Controller, Delete, HttpCode, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { Requires } from '../common/requires';
import { BindingService } from './binding.service';

@Controller('me/bindings')
export class BindingController {
  constructor(private readonly bindings: BindingService) {}

  @Delete(':id')
  @ApiOperation({ summary: 'Unbind a platform account' })
  @HttpCode(204)
  @Requires('self.write')
  @Answers('nothing')
  unbind(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.bindings.unbind(caller, id);
  }
}
