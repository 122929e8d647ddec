import { Module } from '@nestjs/common';
import { TemplateCompiler } from './template-compiler.service';
import { TemplateController } from './template.controller';
import { TemplateService } from './template.service';

/** Forms as data: versions, drafts and their publication. */
@Module({
  controllers: [TemplateController],
  providers: [TemplateService, TemplateCompiler],
  exports: [TemplateCompiler],
})
export class TemplateModule {}
