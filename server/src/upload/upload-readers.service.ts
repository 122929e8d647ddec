import { Injectable } from '@nestjs/common';
import type { UploadPurpose } from '@shared/upload';
import type { Caller } from '../common/caller';

export type MayRead = (caller: Caller, uploadId: string) => Promise<boolean>;

/** Who besides the owner may read uploads of a purpose: asked at every read of bytes. */
@Injectable()
export class UploadReaders {
  private readonly rules = new Map<UploadPurpose, MayRead[]>();

  /** Any of a purpose's rules is enough. */
  register(purpose: UploadPurpose, mayRead: MayRead): void {
    this.rules.set(purpose, [...(this.rules.get(purpose) ?? []), mayRead]);
  }

  async mayRead(purpose: UploadPurpose, caller: Caller, uploadId: string): Promise<boolean> {
    for (const mayRead of this.rules.get(purpose) ?? []) {
      if (await mayRead(caller, uploadId)) {
        return true;
      }
    }
    return false;
  }
}
