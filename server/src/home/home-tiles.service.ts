import { Injectable } from '@nestjs/common';
import type { HomeView } from '@shared/home';
import { DueService } from '../check-in/due.service';
import { PassReader } from '../pass/pass-reader.service';
import { ReturnDues } from '../returning/return-due.service';
import type { Today } from './home-today.service';

/** What each service says of a person on the first screen. One statement: how the pass stands. */
@Injectable()
export class HomeTiles {
  constructor(
    private readonly dues: DueService,
    private readonly returns: ReturnDues,
    private readonly passes: PassReader,
  ) {}

  async of({ caller, reported, lastReturn }: Today): Promise<Pick<HomeView, 'checkIn' | 'return' | 'pass'>> {
    const { status, holds } = await this.passes.statusOf(caller.schoolId, caller.personId);
    return {
      checkIn: await this.dues.dueOf(caller, reported),
      return: await this.returns.dueOf(caller, lastReturn),
      pass: { status, holds },
    };
  }
}
