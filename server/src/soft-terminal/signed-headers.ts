import { createHash, randomBytes } from 'node:crypto';
import { createSignature } from 'http-message-sig';
import type { SignHeaders } from '@shared/device/server-line';
import { TERMINAL_SIGNATURE } from '@shared/terminal';
import type { KeyPair } from './device-key';

/** What signs a request, and how the server knows it. */
export interface Signer {
  keyId: string;
  sign: KeyPair['sign'];
}

const NONCE_BYTES = 16;
const digestOf = (body: string): string => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

/** @param signer asked at each request: a key may be replaced meanwhile */
export const signedHeaders =
  (signer: () => Signer): SignHeaders =>
  async ({ method, origin, target, body, createdAt }) => {
    const { keyId, sign } = signer();
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
