import { statSync } from 'node:fs';
import { Injectable, Logger } from '@nestjs/common';
import type { PassCodeClaims, PassKeySet } from '@shared/pass-code';
import { Clock } from '../common/clock';
import { readKeyFile } from '../common/key-ring';
import { Env } from '../env';
import { readCode, readCodeLate, signCode, signingKeyOf, type SigningKey } from './code-signature';
import type { ReadCode } from './pass-key.types';

/** A rotation counts in every process after this long at most. */
const KEPT_MS = 5_000;

interface Ring {
  /** of the file that it was read from */
  mark: string;
  checkedAt: number;
  /** newest first */
  keys: SigningKey[];
  byHeader: Map<string, SigningKey>;
}

/** The keys of pass codes, as the key file holds them now. */
@Injectable()
export class PassKeyService {
  private readonly logger = new Logger(PassKeyService.name);
  private ring: Ring | null = null;

  constructor(
    private readonly env: Env,
    private readonly clock: Clock,
  ) {}

  /** What verifiers need: keys that sign, will sign, or have signed codes that may still be met. */
  keySet(): PassKeySet {
    const now = this.clock.now();
    return {
      keys: this.ringAt(now)
        .keys.filter(({ endsAt }) => endsAt === null || endsAt > now)
        .map(({ jwk }) => jwk),
    };
  }

  sign(claims: PassCodeClaims): string {
    const now = this.clock.now();
    const key = this.ringAt(now).keys.find(({ signsFrom }) => signsFrom <= now);
    if (!key) {
      throw new Error('the key file holds no key for pass codes that signs now');
    }
    return signCode(key, claims);
  }

  read(code: string): ReadCode {
    const now = this.clock.now();
    return readCode(this.ringAt(now).byHeader, code, now);
  }

  /** The same for a code that was met at an earlier instant; beside the event loop, as many may come together. */
  readLate(code: string, at: Date): Promise<ReadCode> {
    return readCodeLate(this.ringAt(this.clock.now()).byHeader, code, at);
  }

  private ringAt(now: Date): Ring {
    const { ring } = this;
    const age = now.getTime() - (ring?.checkedAt ?? 0);
    if (ring && age >= 0 && age < KEPT_MS) {
      return ring;
    }
    this.ring = this.readAnew(ring, now.getTime());
    return this.ring;
  }

  /** A file that cannot be read leaves the keys of before in force. */
  private readAnew(before: Ring | null, checkedAt: number): Ring {
    try {
      const { mtimeMs, ino, size } = statSync(this.env.KEYS_FILE);
      const mark = `${ino}/${mtimeMs}/${size}`;
      if (before?.mark === mark) {
        return { ...before, checkedAt };
      }
      const keys = readKeyFile(this.env.KEYS_FILE).keys.pass_code.map(signingKeyOf);
      return { mark, checkedAt, keys, byHeader: new Map(keys.map((key) => [key.header, key])) };
    } catch (error) {
      if (!before) {
        throw error;
      }
      this.logger.warn({ event: 'pass_key.unreadable', error: (error as Error).name });
      return { ...before, checkedAt };
    }
  }
}
