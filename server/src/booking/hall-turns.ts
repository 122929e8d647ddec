import { Injectable } from '@nestjs/common';

/** so many wishes are one statement at most */
const MOST = 64;

export interface Wish {
  personId: string;
}

interface Waiting<W, T> {
  wish: W;
  resolve: (taken: T) => void;
  reject: (error: unknown) => void;
}

interface Hall<W, T> {
  waiting: Waiting<W, T>[];
}

/**
 * Wishes for one hall that come while a statement for it runs are put together in the next one: the row of the hall lets
 * one statement through at a time, and a commit costs the same for one booking and for sixty-four.
 */
@Injectable()
export class HallTurns<W extends Wish = Wish, T = unknown> {
  private readonly halls = new Map<string, Hall<W, T>>();

  /** @param take answers the wishes in their order */
  wish(hallId: string, wish: W, take: (wishes: W[]) => Promise<T[]>): Promise<T> {
    return new Promise((resolve, reject) => {
      const known = this.halls.get(hallId);
      if (known) {
        known.waiting.push({ wish, resolve, reject });
        return;
      }
      const hall: Hall<W, T> = { waiting: [{ wish, resolve, reject }] };
      this.halls.set(hallId, hall);
      void this.run(hallId, hall, take);
    });
  }

  private async run(hallId: string, hall: Hall<W, T>, take: (wishes: W[]) => Promise<T[]>): Promise<void> {
    while (hall.waiting.length > 0) {
      await this.turn(nextTurn(hall), take);
    }
    this.halls.delete(hallId);
  }

  private async turn(turn: Waiting<W, T>[], take: (wishes: W[]) => Promise<T[]>): Promise<void> {
    try {
      const taken = await take(turn.map(({ wish }) => wish));
      turn.forEach(({ resolve }, index) => resolve(taken[index] as T));
    } catch (error) {
      turn.forEach(({ reject }) => reject(error));
    }
  }
}

/** One wish a person: the others wait for what becomes of it. */
const nextTurn = <W extends Wish, T>(hall: Hall<W, T>): Waiting<W, T>[] => {
  const people = new Set<string>();
  const turn: Waiting<W, T>[] = [];
  const later: Waiting<W, T>[] = [];
  for (const one of hall.waiting) {
    if (turn.length < MOST && !people.has(one.wish.personId)) {
      people.add(one.wish.personId);
      turn.push(one);
    } else {
      later.push(one);
    }
  }
  hall.waiting = later;
  return turn;
};
