import { verifyAsync } from '@noble/ed25519';
import { CODE_LEEWAY_SECONDS, LONGEST_CODE, readClaims, type PassCodeClaims, type PassKeySet } from '@shared/pass-code';
import { bytesOf, fromBase64url } from './bytes';

const FORM = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

const read = (part: string): unknown => JSON.parse(new TextDecoder().decode(fromBase64url(part)));

/** Verifies a code with the public keys that the server gave last; older tablets have no Ed25519 of their own. */
export const readCode = async (
  text: string,
  { keys }: PassKeySet,
  now: Date,
): Promise<PassCodeClaims | 'code_unreadable' | 'code_forged'> => {
  const [, header = '', payload = '', signature = ''] = (text.length <= LONGEST_CODE && FORM.exec(text)) || [];
  if (header === '') {
    return 'code_unreadable';
  }
  try {
    const { alg, kid, crit } = read(header) as { alg?: unknown; kid?: unknown; crit?: unknown };
    const key = keys.find((one) => one.kid === kid);
    const hasRetired = key?.exp !== null && Number(key?.exp) + CODE_LEEWAY_SECONDS < now.getTime() / 1000;
    if (alg !== 'EdDSA' || crit !== undefined || !key || hasRetired) {
      return 'code_forged';
    }
    const isRight = await verifyAsync(
      fromBase64url(signature),
      bytesOf(`${header}.${payload}`),
      fromBase64url(key.x),
    ).catch(() => false);
    return isRight ? (readClaims(read(payload)) ?? 'code_unreadable') : 'code_forged';
  } catch {
    return 'code_unreadable';
  }
};
