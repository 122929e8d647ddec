import { createSignature } from 'http-message-sig';
import type { SignHeaders } from '@shared/device/server-line';
import { TERMINAL_SIGNATURE } from '@shared/terminal';
import { base64, base64url, sha256 } from './bytes';
import { signWith } from './device-key';

const NONCE_BYTES = 16;

export const signedHeaders =
  (keyId: string, privateKey: CryptoKey): SignHeaders =>
  async ({ method, origin, target, body, createdAt }) => {
    const digest = `sha-256=:${base64(await sha256(body))}:`;
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
          nonce: base64url(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))),
        },
        signer: { algorithm: TERMINAL_SIGNATURE.algorithm, sign: (data) => signWith(privateKey, data) },
      },
    );
    return {
      'content-digest': digest,
      'signature-input': signatureInput,
      signature,
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
    };
  };
