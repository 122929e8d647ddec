import { createHash, createHmac } from 'node:crypto';
import { movedSum, standingText, sumPartOf, sumText } from '@shared/standing-sum';
import type { Standing, StandingCheck } from '@shared/terminal';

export interface StandingsFile {
  cursor: string | null;
  items: Standing[];
}

const DIGEST_BYTES = 16;

/** How a number is known to this device. */
export const numberDigest = (key: string, number: string): string =>
  createHmac('sha256', Buffer.from(key, 'base64url'))
    .update(number)
    .digest()
    .subarray(0, DIGEST_BYTES)
    .toString('base64url');

const partOf = (standing: Standing | undefined): number =>
  standing ? sumPartOf(createHash('sha256').update(standingText(standing)).digest()) : 0;

/** How every pass stands, as far as the server has told; found by pass, or by the digest of a number. */
export class Standings {
  cursor: string | null;
  private readonly byPass = new Map<string, Standing>();
  private readonly byNumber = new Map<string, string>();
  private sum = 0;

  constructor(file: StandingsFile | null = null) {
    this.cursor = file?.cursor ?? null;
    this.take(file?.items ?? []);
  }

  take(items: readonly Standing[]): void {
    for (const item of items) {
      const before = this.byPass.get(item.passId);
      this.sum = movedSum(this.sum, partOf(item), partOf(before));
      if (before?.numberDigest) {
        this.byNumber.delete(before.numberDigest);
      }
      if (item.numberDigest) {
        this.byNumber.set(item.numberDigest, item.passId);
      }
      this.byPass.set(item.passId, item);
    }
  }

  ofPass(passId: string): Standing | null {
    return this.byPass.get(passId) ?? null;
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

  file(): StandingsFile {
    return { cursor: this.cursor, items: [...this.byPass.values()] };
  }
}
