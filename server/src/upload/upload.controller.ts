import { Controller, Delete, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { UploadView } from '@shared/upload';
import { Answers } from '../common/answers';
import { CurrentCaller, type Caller } from '../common/caller';
import { IdempotencyKey } from '../common/idempotency';
import { Requires } from '../common/requires';
import { TakesMultipart } from './receiving';
import { AddressQuery, UPLOAD_BODY } from './upload.dto';
import { UploadDesk } from './upload-desk.service';
import { UploadService } from './upload.service';

@Controller('uploads')
export class UploadController {
  constructor(
    private readonly desk: UploadDesk,
    private readonly uploads: UploadService,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Upload a picture' })
  @Requires('upload.keep')
  @TakesMultipart()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: UPLOAD_BODY })
  @Answers('UploadView', 201)
  keep(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Req() request: FastifyRequest,
  ): Promise<UploadView> {
    return this.desk.take(caller, key, request);
  }

  @Get(':id')
  @ApiOperation({ summary: 'How an uploaded picture stands' })
  @Requires('self.read')
  @Answers('UploadView')
  view(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<UploadView> {
    return this.uploads.view(caller, id);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Remove a picture' })
  @HttpCode(204)
  @Requires('upload.keep')
  @Answers('nothing')
  remove(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.uploads.remove(caller, id);
  }

  @Get(':id/photo')
  @ApiOperation({ summary: 'The picture, by a signed address' })
  @Requires('self.read')
  @Answers('jpeg')
  @Header('content-type', 'image/jpeg')
  @Header('content-disposition', 'inline; filename="photo.jpg"')
  photo(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() address: AddressQuery,
  ): Promise<Buffer> {
    return this.uploads.bytes(caller, id, 'photo', address);
  }

  @Get(':id/thumbnail')
  @ApiOperation({ summary: 'The small picture, by a signed address' })
  @Requires('self.read')
  @Answers('jpeg')
  @Header('content-type', 'image/jpeg')
  @Header('content-disposition', 'inline; filename="thumbnail.jpg"')
  thumbnail(
    @CurrentCaller() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() address: AddressQuery,
  ): Promise<Buffer> {
    return this.uploads.bytes(caller, id, 'thumbnail', address);
  }
}
