import { compactVerify, errors, importJWK, type CryptoKey } from 'jose';
import { CODE_LEEWAY_SECONDS, LONGEST_CODE, readClaims, type PassCodeClaims, type PassKeySet } from '@shared/pass-code';

const ALGORITHM = 'EdDSA';
const FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Verifies codes with the public keys that the server gave last. */
export class CodeReader {
  private readonly imported = new Map<string, Promise<CryptoKey | Uint8Array>>();

  constructor(private readonly keySet: PassKeySet) {}

  /** @param now a key that has retired by then verifies nothing */
  async read(text: string, now: Date): Promise<PassCodeClaims | 'code_unreadable' | 'code_forged'> {
    if (text.length > LONGEST_CODE || !FORM.test(text)) {
      return 'code_unreadable';
    }
    try {
      const { payload } = await compactVerify(text, ({ kid }) => this.keyOf(kid, now), { algorithms: [ALGORITHM] });
      return readClaims(JSON.parse(new TextDecoder().decode(payload))) ?? 'code_unreadable';
    } catch (error) {
      return error instanceof errors.JOSEError ? 'code_forged' : 'code_unreadable';
    }
  }

  private keyOf(kid: string | undefined, now: Date): Promise<CryptoKey | Uint8Array> {
    const key = this.keySet.keys.find((one) => one.kid === kid);
    const seconds = now.getTime() / 1000;
    if (!key || (key.exp !== null && key.exp + CODE_LEEWAY_SECONDS < seconds)) {
      throw new errors.JWKSNoMatchingKey();
    }
    const known = this.imported.get(key.kid) ?? importJWK({ ...key }, ALGORITHM);
    this.imported.set(key.kid, known);
    return known;
  }
}
