/** How long a code may be out of sight, in a shaky hand, before it counts as shown anew. */
const OUT_OF_SIGHT_MS = 2_000;

/** Tells a code that is held up from the same code a moment later. */
export class Showings {
  private last: { text: string; at: number } | null = null;

  /** @param now milliseconds; each sight of the code is told */
  isNew(text: string, now: number): boolean {
    const { last } = this;
    this.last = { text, at: now };
    return last?.text !== text || now - last.at > OUT_OF_SIGHT_MS;
  }
}
