import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sign, verify, type JwtPayload } from 'jsonwebtoken';
import { parse as uuidBytes, stringify as uuidText } from 'uuid';
import { Clock } from '../common/clock';
import { KeyRing } from '../common/key-ring';

const NONCE_BYTES = 16;
const MAC_BYTES = 16;
const ID_BYTES = 16;

/** Signed tokens of every kind; the audience keeps the kinds apart. */
@Injectable()
export class TokenService {
  private readonly refreshKey: Buffer;

  constructor(
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {
    this.refreshKey = keys.derived('token', 'refresh');
  }

  sign(audience: string, claims: Record<string, unknown>, seconds: number): string {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    const { object } = this.keys.current('token');
    return sign({ ...claims, aud: audience, iat: issuedAt, exp: issuedAt + seconds }, object, { algorithm: 'HS256' });
  }

  /** The claims of a token of this audience that has not ended; null for everything else. */
  read(audience: string, token: string): JwtPayload | null {
    const clockTimestamp = Math.floor(this.clock.now().getTime() / 1000);
    for (const { object } of this.keys.all('token')) {
      try {
        return verify(token, object, { algorithms: ['HS256'], audience, clockTimestamp }) as JwtPayload;
      } catch {
        // signed with an older key, or not ours at all: the loop decides
      }
    }
    return null;
  }

  /**
   * Opaque to its holder: session id ‖ nonce ‖ mac. The mac tells a token that we once gave out from an invented
   * one, so that a copy of any earlier generation ends the session while a made-up one cannot.
   */
  newRefreshToken(sessionId: string): string {
    const body = Buffer.concat([Buffer.from(uuidBytes(sessionId)), randomBytes(NONCE_BYTES)]);
    return Buffer.concat([body, this.mac(body)]).toString('base64url');
  }

  readRefreshToken(token: string): { sessionId: string; hash: Buffer; isGenuine: boolean } | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== ID_BYTES + NONCE_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) {
      return null;
    }
    const body = bytes.subarray(0, ID_BYTES + NONCE_BYTES);
    try {
      return {
        sessionId: uuidText(bytes.subarray(0, ID_BYTES)),
        hash: refreshHash(token),
        isGenuine: timingSafeEqual(this.mac(body), bytes.subarray(ID_BYTES + NONCE_BYTES)),
      };
    } catch {
      return null;
    }
  }

  private mac(body: Buffer): Buffer {
    return createHmac('sha256', this.refreshKey).update(body).digest().subarray(0, MAC_BYTES);
  }
}

export const refreshHash = (token: string): Buffer => createHash('sha256').update(token).digest();
