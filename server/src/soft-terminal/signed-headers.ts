import { createHash, randomBytes } from 'node:crypto';
import { createSignature } from 'http-message-sig';
import { TERMINAL_SIGNATURE } from '@shared/terminal';

export interface Unsigned {
  method: 'GET' | 'POST';
  /** of the server, without a path */
  origin: string;
  /** path and query, as they are sent */
  target: string;
  /** the very bytes; empty where there is no body */
  body: string;
  keyId: string;
  createdAt: Date;
  sign: (data: Uint8Array) => Uint8Array;
}

const NONCE_BYTES = 16;
const digestOf = (body: string): string => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

/** RFC 9421 over method, target and the digest (RFC 9530) of the body. */
export const signedHeaders = async (request: Unsigned): Promise<Record<string, string>> => {
  const { method, origin, target, body, keyId, createdAt, sign } = request;
  const digest = digestOf(body);
  const { signature, signatureInput } = await createSignature(
    {
      kind: 'request',
      method,
      targetUri: origin + target,
      requestTarget: target,
      fields: [{ name: 'content-digest', value: digest }],
    },
    {
      label: TERMINAL_SIGNATURE.label,
      components: TERMINAL_SIGNATURE.components,
      parameters: {
        created: Math.floor(createdAt.getTime() / 1000),
        keyid: keyId,
        nonce: randomBytes(NONCE_BYTES).toString('base64url'),
      },
      signer: { algorithm: TERMINAL_SIGNATURE.algorithm, sign },
    },
  );
  return {
    'content-digest': digest,
    'signature-input': signatureInput,
    signature,
    ...(body === '' ? {} : { 'content-type': 'application/json' }),
  };
};
