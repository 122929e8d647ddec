import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiConsumes, ApiOperation } from '@nestjs/swagger';
import type { ImportConfirmation, ImportView } from '@shared/person-admin';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { Requires } from '../common/requires';
import { ImportQuery } from './import.dto';
import { ImportService } from './import.service';

/** Only text/csv arrives as bytes. */
const csvOf = (body: unknown): Buffer => {
  if (!Buffer.isBuffer(body)) {
    throw new DomainError('MEDIA_TYPE_UNSUPPORTED');
  }
  return body;
};

@Controller('imports')
export class ImportController {
  constructor(private readonly imports: ImportService) {}

  @Post()
  @ApiOperation({ summary: 'Try a file of people and cards, without any change' })
  @Requires('import.run')
  @ApiConsumes('text/csv')
  @Answers('ImportView', 201)
  dryRun(
    @CurrentCaller() caller: Caller,
    @Body() body: unknown,
    @Query() { missingMeans = 'keep' }: ImportQuery,
  ): Promise<ImportView> {
    return this.imports.dryRun(caller, csvOf(body), missingMeans);
  }

  @Get(':id')
  @ApiOperation({ summary: 'How an import stands' })
  @Requires('import.run')
  @Answers('ImportView')
  view(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<ImportView> {
    return this.imports.view(caller.schoolId, id);
  }

  @Get(':id/faults')
  @ApiOperation({ summary: 'The rows of an import that are at fault, as CSV' })
  @Requires('import.run')
  @Answers('csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="import-faults.csv"')
  errorSheet(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<string> {
    return this.imports.errorSheet(caller.schoolId, id);
  }

  @Post(':id/confirmation')
  @ApiOperation({ summary: 'Carry an import out' })
  @HttpCode(200)
  @Requires('import.run')
  @ApiConsumes('text/csv')
  @Answers('ImportConfirmation')
  confirm(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: unknown,
  ): Promise<ImportConfirmation> {
    return this.imports.confirm(caller, id, csvOf(body));
  }
}
