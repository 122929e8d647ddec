import { Injectable } from '@nestjs/common';
import { DueRounds } from './due-rounds.service';
import { HallLooks } from './hall-looks.service';

interface Round<T> {
  running: Promise<T>;
  /** what the next one was asked about; whoever asks meanwhile waits for it */
  asked: Set<string>;
  trailing: Promise<T> | null;
}

/** One look at a time: whoever asks while one runs is served by the one after it, together with everybody else. */
class Rounds<T> {
  private readonly rounds = new Map<string, Round<T>>();

  constructor(private readonly work: (key: string, asked: string[]) => Promise<T>) {}

  join(key: string, what: string): Promise<T> {
    const known = this.rounds.get(key);
    if (!known) {
      return this.begin(key, [what]);
    }
    known.asked.add(what);
    known.trailing ??= known.running.then(next, next).then(() => this.begin(key, [...known.asked]));
    return known.trailing;
  }

  private begin(key: string, asked: string[]): Promise<T> {
    const round: Round<T> = { running: this.work(key, asked), asked: new Set(), trailing: null };
    this.rounds.set(key, round);
    round.running = round.running.finally(() => {
      if (round.trailing === null) {
        this.rounds.delete(key);
      }
    });
    return round.running;
  }
}

const next = (): void => undefined;
const NONE: ReadonlySet<string> = new Set();

/** Looks at what is due: all halls of a school together, and by themselves those where more is to be done. */
@Injectable()
export class DueLooks {
  private readonly together: Rounds<ReadonlySet<string>>;
  private readonly alone: Rounds<void>;

  constructor(rounds: DueRounds, halls: HallLooks) {
    this.together = new Rounds((schoolId, hallIds) => rounds.look(schoolId, hallIds).catch(() => NONE));
    this.alone = new Rounds((schoolAndHall) => {
      const [schoolId = '', hallId = ''] = schoolAndHall.split('/');
      return halls.look(schoolId, hallId);
    });
  }

  async look(schoolId: string, hallId: string): Promise<void> {
    const done = await this.together.join(schoolId, hallId);
    if (!done.has(hallId)) {
      await this.alone.join(`${schoolId}/${hallId}`, hallId);
    }
  }
}
