import { Module } from '@nestjs/common';
import { Env } from '../env';
import { PictureService } from './picture/picture.service';
import { openStorage } from './storage/open-storage';
import { UploadStorage } from './storage/upload-storage';
import { AddressSigner } from './upload-addresses';
import { UploadCollector } from './upload-collector';
import { UploadDesk } from './upload-desk.service';
import { UploadIntake } from './upload-intake.service';
import { UploadReaders } from './upload-readers.service';
import { UploadReservations } from './upload-reservations';
import { UploadShelf } from './upload-shelf';
import { UploadController } from './upload.controller';
import { UploadProcessor } from './upload.processor';
import { UploadService } from './upload.service';
import { UploadsInUse } from './uploads-in-use.service';

/** Pictures that people hand in, for whichever service asks for them. */
@Module({
  controllers: [UploadController],
  providers: [
    { provide: UploadStorage, inject: [Env], useFactory: openStorage },
    AddressSigner,
    PictureService,
    UploadCollector,
    UploadDesk,
    UploadIntake,
    UploadProcessor,
    UploadReaders,
    UploadReservations,
    UploadService,
    UploadShelf,
    UploadsInUse,
  ],
  exports: [UploadService, UploadReaders, UploadsInUse],
})
export class UploadModule {}
