import { Injectable } from '@nestjs/common';
import { HandlesJob, type Jobs } from '../common/jobs';
import { UploadCollector } from './upload-collector';

@Injectable()
export class UploadProcessor {
  constructor(private readonly collector: UploadCollector) {}

  @HandlesJob('upload.collect')
  collect({ schoolId }: Jobs['upload.collect']): Promise<void> {
    return this.collector.collect(schoolId);
  }
}
