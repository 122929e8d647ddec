import { Injectable, Logger } from '@nestjs/common';
import type { ExemptPassView } from '@shared/pass';
import type { Caller } from '../common/caller';
import { ExemptApplications } from './exempt-applications.service';
import { PassReader, type ReadPass } from './pass-reader.service';
import { ReturnsAhead } from './returns-ahead.service';

export interface SeenPass extends ReadPass {
  exempt: ExemptPassView | null;
}

/** A pass once every decision that is due has taken effect: whoever looks at it waits for no job. */
@Injectable()
export class PassLook {
  private readonly logger = new Logger(PassLook.name);

  constructor(
    private readonly reader: PassReader,
    private readonly applications: ExemptApplications,
    private readonly returns: ReturnsAhead,
  ) {}

  /** @throws DomainError PERSON_UNKNOWN */
  async at(caller: Caller): Promise<SeenPass> {
    const { schoolId, personId } = caller;
    const exempt = await this.applications.of(caller);
    const read = await this.reader.read(schoolId, personId);
    const isSettled = read.status === 'apply_return' && (await this.settle(caller));
    return { exempt, ...(isSettled ? await this.reader.read(schoolId, personId) : read) };
  }

  /** A return that cannot be settled keeps nobody from seeing the pass as it is; its job tries again. */
  private async settle({ schoolId, personId }: Caller): Promise<boolean> {
    try {
      return await this.returns.settleDue(schoolId, personId);
    } catch (error) {
      this.logger.warn({ event: 'pass.return_unsettled', error: (error as Error).name });
      return false;
    }
  }
}
