import type { SignedMessage } from '../common/signed-message';

/** The three lines that signing needs. */
export interface SignatureLines {
  input: string;
  signature: string;
  digest: string;
}

export interface PlainSignature {
  createdSeconds: number;
  keyId: string;
  nonce: string;
  base: Buffer;
  signature: Buffer;
}

const INPUT =
  /^terminal=(\("@method" "@request-target" "content-digest"\);created=(\d{1,12});keyid="([\w-]{1,64})";nonce="([A-Za-z0-9+/=_-]{16,64})")$/;
const SIGNATURE = /^terminal=:([A-Za-z0-9+/]{86}==):$/;

/**
 * A signature in the very spelling that most devices use: read without a parser, which would cost more than the curve.
 * @returns null for every other spelling
 */
export const readPlain = ({ method, target }: SignedMessage, lines: SignatureLines): PlainSignature | null => {
  const [, params = '', created = '', keyId = '', nonce = ''] = INPUT.exec(lines.input) ?? [];
  const [, signature = ''] = SIGNATURE.exec(lines.signature) ?? [];
  if (params === '' || signature === '') {
    return null;
  }
  const base = [
    `"@method": ${method}`,
    `"@request-target": ${target}`,
    `"content-digest": ${lines.digest}`,
    `"@signature-params": ${params}`,
  ].join('\n');
  return {
    createdSeconds: Number(created),
    keyId,
    nonce,
    base: Buffer.from(base),
    signature: Buffer.from(signature, 'base64'),
  };
};
