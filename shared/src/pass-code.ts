import { DIRECTIONS, type Direction } from './gate';

/**
 * The code on the screen: a compact EdDSA JWS of at most 280 characters (QR version 12 at level M), good for one
 * passage of one person through one gate in one direction.
 */

/** seconds between `iat` and `exp` */
export const CODE_LIFE_SECONDS = 60;
/** seconds after `exp`, and before `iat`, that a verifier still accepts by its own clock */
export const CODE_LEEWAY_SECONDS = 30;
/** seconds for which a gate keeps a code that waits for a temperature */
export const CODE_KEPT_SECONDS = 30;
/** codes that the page keeps for the moment without network: one for each minute to come */
export const RESERVE_CODES = 15;
/** the page asks for the next code this many seconds before the shown one ends */
export const RENEW_BEFORE_SECONDS = 15;
export const LONGEST_CODE = 280;

export interface PassCodeClaims {
  /** the pass, 16 bytes in base64url */
  sub: string;
  /** school, gate and direction: `s1.n2.i` */
  aud: string;
  /** seconds since 1970 */
  iat: number;
  exp: number;
  /** six random bytes in base64url; works once for this pass */
  jti: string;
  /** goes up when another phone shows the codes, or when all codes are called back */
  v: number;
}

export interface CodeAudience {
  schoolCode: string;
  gateCode: string;
  direction: Direction;
}

export const audienceOf = ({ schoolCode, gateCode, direction }: CodeAudience): string =>
  `${schoolCode}.${gateCode}.${direction === 'in' ? 'i' : 'o'}`;

const AUDIENCE = /^([a-z0-9]{1,4})\.([a-z0-9]{1,6})\.([io])$/;

/** @returns null for anything that names no gate */
export const readAudience = (aud: string): CodeAudience | null => {
  const [, schoolCode, gateCode, letter] = AUDIENCE.exec(aud) ?? [];
  if (schoolCode === undefined || gateCode === undefined) {
    return null;
  }
  return { schoolCode, gateCode, direction: DIRECTIONS[letter === 'i' ? 0 : 1] };
};

const SUBJECT = /^[A-Za-z0-9_-]{22}$/;
const CODE_ID = /^[A-Za-z0-9_-]{8}$/;
const isSecond = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** The claims of a payload whose signature is right; null where a part is missing, extra or of the wrong shape. */
export const readClaims = (payload: unknown): PassCodeClaims | null => {
  if (typeof payload !== 'object' || payload === null || Object.keys(payload).length !== 6) {
    return null;
  }
  const { sub, aud, iat, exp, jti, v } = payload as Record<string, unknown>;
  const isWhole =
    typeof sub === 'string' &&
    SUBJECT.test(sub) &&
    typeof aud === 'string' &&
    typeof jti === 'string' &&
    CODE_ID.test(jti) &&
    isSecond(iat) &&
    isSecond(exp) &&
    isSecond(v);
  return isWhole && exp > iat && exp - iat <= CODE_LIFE_SECONDS ? { sub, aud, iat, exp, jti, v } : null;
};

export type CodeTime = 'good' | 'too_early' | 'expired';

/** Whether a code may still be shown at `now`, by the clock of whoever verifies. */
export const codeTimeAt = ({ iat, exp }: Pick<PassCodeClaims, 'iat' | 'exp'>, now: Date): CodeTime => {
  const seconds = now.getTime() / 1000;
  if (seconds < iat - CODE_LEEWAY_SECONDS) {
    return 'too_early';
  }
  return seconds <= exp + CODE_LEEWAY_SECONDS ? 'good' : 'expired';
};

// — what the phone asks for —

export interface PassCodeRequest {
  gateId: string;
  direction: Direction;
  /** also codes for the minutes to come */
  reserve: boolean;
}

export interface IssuedCode {
  code: string;
  /** instants */
  startsAt: string;
  endsAt: string;
}

export interface PassCodeAnswer {
  serverTime: string;
  code: IssuedCode;
  reserve: IssuedCode[];
}

/** RFC 7517, public keys alone. `nbf` and `exp` in seconds: when a key signs, and until when its codes may be met. */
export interface PassKey {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  use: 'sig';
  alg: 'EdDSA';
  nbf: number;
  exp: number | null;
}

export interface PassKeySet {
  keys: PassKey[];
}
