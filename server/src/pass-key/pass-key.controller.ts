import { Controller, Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { PassKeySet } from '@shared/pass-code';
import { Answers } from '../common/answers';
import { Requires } from '../common/requires';
import { PassKeyService } from './pass-key.service';

@Controller(['pass-keys', '.well-known/jwks.json'])
export class PassKeyController {
  constructor(private readonly keys: PassKeyService) {}

  @Get()
  @ApiOperation({ summary: 'The public keys that verify pass codes' })
  @Requires('public')
  @Answers('PassKeySet')
  keySet(): PassKeySet {
    return this.keys.keySet();
  }
}
