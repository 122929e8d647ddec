import type { Response } from 'playwright-core';

/** Under these the API answers with the name of a person; of everything else it tells the name in both languages. */
const NAMED = new Set(['name', 'maskedName', 'author', 'assignee', 'from', 'to', 'decidedBy', 'handledBy']);

/** Hears which people the server has named: their names stand in English sentences as they are written. */
export class NameListener {
  private readonly reading: Promise<void>[] = [];
  private readonly heard = new Set<string>();

  hear(response: Response): void {
    if (response.url().includes('/api/v1/') && String(response.headers()['content-type']).includes('json')) {
      // a page that was left takes its answers with it
      this.reading.push(
        response.json().then(
          (body: unknown) => this.note(body),
          () => undefined,
        ),
      );
    }
  }

  async names(): Promise<string[]> {
    await Promise.all(this.reading);
    return [...this.heard];
  }

  private note(value: unknown): void {
    if (typeof value !== 'object' || value === null) {
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && NAMED.has(key)) {
        this.heard.add(inner);
      }
      this.note(inner);
    }
  }
}
