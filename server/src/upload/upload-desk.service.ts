import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { UploadView } from '@shared/upload';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { receiveFile } from './receiving';
import { UploadIntake } from './upload-intake.service';
import { IN_FLIGHT_PER_PERSON } from './upload.rules';
import { UploadService } from './upload.service';

/** files that this process holds in memory at most, in whole or in part */
const IN_FLIGHT = 24;

/** Takes in one upload at a time and hand: a slow sender must not keep the others out. */
@Injectable()
export class UploadDesk {
  private readonly underWay = new Map<string, number>();
  private total = 0;

  constructor(
    private readonly intake: UploadIntake,
    private readonly uploads: UploadService,
  ) {}

  /** @throws DomainError SERVICE_BUSY, UPLOAD_QUOTA and whatever receiving and intake refuse */
  async take(caller: Caller, key: string, request: FastifyRequest): Promise<UploadView> {
    this.enter(caller.personId);
    try {
      const id = await this.intake.keep(caller, key, await receiveFile(request));
      return await this.uploads.view(caller, id);
    } finally {
      this.leave(caller.personId);
    }
  }

  private enter(personId: string): void {
    const own = this.underWay.get(personId) ?? 0;
    if (own >= IN_FLIGHT_PER_PERSON) {
      throw new DomainError('UPLOAD_QUOTA', { retryAfterSeconds: 5, details: { seconds: 5 } });
    }
    if (this.total >= IN_FLIGHT) {
      throw new DomainError('SERVICE_BUSY', { retryAfterSeconds: 5 });
    }
    this.underWay.set(personId, own + 1);
    this.total += 1;
  }

  private leave(personId: string): void {
    const own = (this.underWay.get(personId) ?? 1) - 1;
    if (own === 0) {
      this.underWay.delete(personId);
    } else {
      this.underWay.set(personId, own);
    }
    this.total -= 1;
  }
}
