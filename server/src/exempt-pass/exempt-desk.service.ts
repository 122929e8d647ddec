import { Injectable } from '@nestjs/common';
import type { ExemptPassDesk } from '@shared/pass';
import { ApproverChoice } from '../approver/approver-choice.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { PassReader } from '../pass/pass-reader.service';
import { ExemptReader } from './exempt-reader.service';
import { mayWithdraw } from './exempt-pass.rules';

/** Everything that the page of the application shows. */
@Injectable()
export class ExemptDesk {
  constructor(
    private readonly clock: Clock,
    private readonly passes: PassReader,
    private readonly choice: ApproverChoice,
    private readonly reader: ExemptReader,
  ) {}

  async desk(caller: Caller): Promise<ExemptPassDesk> {
    const { schoolId, personId } = caller;
    // reading it settles what is due: the pass is looked at afterwards
    const application = await this.reader.latest(caller);
    const presentId = application && mayWithdraw(application.state) ? application.approver.personId : null;
    const [{ status }, offer] = await Promise.all([
      this.passes.statusOf(schoolId, personId),
      this.choice.offerFor(schoolId, personId, presentId),
    ]);
    return {
      ...{ serverTime: this.clock.now().toISOString(), isOffered: status === 'apply_exempt', application },
      ...{ approvers: offer.approvers, preselectedApproverId: offer.preselectedId },
    };
  }
}
