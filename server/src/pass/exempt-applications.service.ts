import { Injectable } from '@nestjs/common';
import type { ExemptPassView } from '@shared/pass';
import type { Caller } from '../common/caller';

export type ApplicationOf = (caller: Caller) => Promise<ExemptPassView | null>;

/** What the pass page says of an application for an exempt pass: whoever keeps those registers here. */
@Injectable()
export class ExemptApplications {
  private question: ApplicationOf = () => Promise.resolve(null);

  register(applicationOf: ApplicationOf): void {
    this.question = applicationOf;
  }

  of(caller: Caller): Promise<ExemptPassView | null> {
    return this.question(caller);
  }
}
