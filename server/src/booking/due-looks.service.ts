import { Injectable } from '@nestjs/common';
import { HallLooks } from './hall-looks.service';

interface Look {
  running: Promise<void>;
  /** everybody who asked meanwhile waits for the same next one */
  trailing: Promise<void> | null;
}

/** One look at a hall at a time: whoever asks while one runs is served by the one after it. */
@Injectable()
export class DueLooks {
  private readonly looks = new Map<string, Look>();

  constructor(private readonly halls: HallLooks) {}

  look(schoolId: string, hallId: string): Promise<void> {
    const known = this.looks.get(hallId);
    if (!known) {
      return this.begin(schoolId, hallId);
    }
    known.trailing ??= known.running.catch(() => undefined).then(() => this.begin(schoolId, hallId));
    return known.trailing;
  }

  private begin(schoolId: string, hallId: string): Promise<void> {
    const look: Look = { running: Promise.resolve(), trailing: null };
    this.looks.set(hallId, look);
    look.running = this.halls.look(schoolId, hallId).finally(() => {
      if (look.trailing === null) {
        this.looks.delete(hallId);
      }
    });
    return look.running;
  }
}
