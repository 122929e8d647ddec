import { Injectable } from '@nestjs/common';
import type { UploadPurpose } from '@shared/upload';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';

export interface UploadInUse {
  slot: string;
  uploadId: string;
}

export type InUse = (tx: EntityManager, caller: Caller) => Promise<UploadInUse[]>;

/** Which pictures of a purpose a person is about to hand in: asked whenever another one comes. */
@Injectable()
export class UploadsInUse {
  private readonly rules = new Map<UploadPurpose, InUse>();

  register(purpose: UploadPurpose, inUse: InUse): void {
    if (this.rules.has(purpose)) {
      throw new Error(`two rules for what is in use of ${purpose}`);
    }
    this.rules.set(purpose, inUse);
  }

  async of(tx: EntityManager, purpose: UploadPurpose, caller: Caller): Promise<UploadInUse[]> {
    return (await this.rules.get(purpose)?.(tx, caller)) ?? [];
  }
}
