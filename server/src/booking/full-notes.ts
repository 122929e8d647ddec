import { Injectable } from '@nestjs/common';

const FRESH_MS = 1_000;
const MAX_HALLS = 10_000;

interface Note {
  madeAt: number;
  holders: ReadonlySet<string>;
}

/**
 * Which halls were full a moment ago, so that refusals cost nothing while thousands press. Whoever holds a place there
 * is not refused by a note: they may repeat a wish whose answer they missed.
 */
@Injectable()
export class FullNotes {
  private readonly notes = new Map<string, Note>();

  /** @param holders people who have or had a place there of late */
  write(hallId: string, holders: readonly string[], now: Date): void {
    if (this.notes.size >= MAX_HALLS) {
      this.notes.clear();
    }
    this.notes.set(hallId, { madeAt: now.getTime(), holders: new Set(holders) });
  }

  refuses(hallId: string, personId: string, now: Date): boolean {
    const note = this.notes.get(hallId);
    const age = note === undefined ? FRESH_MS : now.getTime() - note.madeAt;
    return age >= 0 && age < FRESH_MS && !note?.holders.has(personId);
  }

  /** A place has come back. */
  tear(hallId: string): void {
    this.notes.delete(hallId);
  }
}
