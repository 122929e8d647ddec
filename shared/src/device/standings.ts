import { movedSum, standingText, sumPartOf, sumText } from '../standing-sum';
import type { Standing, StandingCheck } from '../terminal';

export interface KeptStandings {
  cursor: string | null;
  items: Standing[];
}

/** SHA-256 of UTF-8 */
export type Digest = (text: string) => Uint8Array | Promise<Uint8Array>;

interface Known {
  standing: Standing;
  part: number;
}

/** How every pass stands, as far as the server has told; found by pass, or by the digest of a number. */
export class Standings {
  cursor: string | null = null;
  private readonly byPass = new Map<string, Known>();
  private readonly byNumber = new Map<string, string>();
  private sum = 0;

  constructor(private readonly digest: Digest) {}

  static async from(kept: KeptStandings | null, digest: Digest): Promise<Standings> {
    const standings = new Standings(digest);
    await standings.take(kept?.items ?? []);
    standings.cursor = kept?.cursor ?? null;
    return standings;
  }

  /** The newest of each pass counts. */
  async take(items: readonly Standing[]): Promise<void> {
    const digests = await Promise.all(items.map(async (item) => this.digest(standingText(item))));
    items.forEach((item, at) => this.replace(item, sumPartOf(digests[at] ?? new Uint8Array())));
  }

  private replace(standing: Standing, part: number): void {
    const { passId, numberDigest } = standing;
    const before = this.byPass.get(passId);
    this.sum = movedSum(this.sum, part, before?.part ?? 0);
    if (before?.standing.numberDigest) {
      this.byNumber.delete(before.standing.numberDigest);
    }
    if (numberDigest) {
      this.byNumber.set(numberDigest, passId);
    }
    this.byPass.set(passId, { standing, part });
  }

  ofPass(passId: string): Standing | null {
    return this.byPass.get(passId)?.standing ?? null;
  }

  ofNumber(digest: string): Standing | null {
    const passId = this.byNumber.get(digest);
    return passId === undefined ? null : this.ofPass(passId);
  }

  get size(): number {
    return this.byPass.size;
  }

  agreesWith({ count, sum }: StandingCheck): boolean {
    return count === this.size && sum === sumText(this.sum);
  }

  kept(): KeptStandings {
    return { cursor: this.cursor, items: [...this.byPass.values()].map(({ standing }) => standing) };
  }
}
