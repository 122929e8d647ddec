import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createSignatureSync, type SignatureComponent, type SignatureParameters } from 'http-message-sig';
import type { Problem } from '@shared/errors';
import { TERMINAL_SIGNATURE, type DeviceKey } from '@shared/terminal';

export interface TerminalAnswer<Body = unknown> {
  status: number;
  body: Body;
}

/** What a test signs otherwise than a device would. */
export interface SigningWish {
  label?: string;
  components?: readonly SignatureComponent[];
  /** on top of created, keyid and nonce */
  parameters?: SignatureParameters;
  /** these alone, in this order */
  only?: SignatureParameters;
  privateKey?: KeyObject;
  keyId?: string;
  created?: Date;
  nonce?: string;
}

export interface DeviceKeyPair {
  privateKey: KeyObject;
  jwk: DeviceKey;
}

/** What a device makes before it enrols. */
export const newDeviceKey = (): DeviceKeyPair => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return { privateKey, jwk: { kty: 'EC', crv: 'P-256', x, y } };
};

export const contentDigestOf = (body: string | Buffer): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

interface Identity {
  /** `http://127.0.0.1:3000` */
  baseUrl: string;
  privateKey: KeyObject;
  keyId: string;
  now: () => Date;
}

/** A device as far as a test needs one: signs requests and sends them. */
export class TerminalClient {
  constructor(readonly identity: Identity) {}

  get<Body>(path: string): Promise<TerminalAnswer<Body>> {
    return this.send('GET', path);
  }

  post<Body>(path: string, body: object = {}): Promise<TerminalAnswer<Body>> {
    return this.send('POST', path, body);
  }

  /** The code of the refusal. */
  async refused(method: 'GET' | 'POST', path: string, body?: object): Promise<string> {
    const answer = await this.send<Problem>(method, path, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    return answer.body.code;
  }

  /** `path` is below `/api/v1/terminal`. */
  async send<Body>(method: 'GET' | 'POST', path: string, body?: object): Promise<TerminalAnswer<Body>> {
    const target = `/api/v1/terminal${path}`;
    const text = body === undefined ? '' : JSON.stringify(body);
    const answer = await fetch(`${this.identity.baseUrl}${target}`, {
      method,
      headers: {
        ...this.headersFor(method, target, text),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: text }),
    });
    const said = await answer.text();
    return { status: answer.status, body: (said === '' ? undefined : JSON.parse(said)) as Body };
  }

  /** The three headers of a signed request. */
  headersFor(
    method: string,
    target: string,
    body: string | Buffer,
    wish: SigningWish = {},
  ): Record<'content-digest' | 'signature-input' | 'signature', string> {
    const { identity } = this;
    const { privateKey = identity.privateKey, keyId = identity.keyId } = wish;
    const digest = contentDigestOf(body);
    const { signature, signatureInput } = createSignatureSync(
      {
        ...{ kind: 'request', method, targetUri: `${identity.baseUrl}${target}`, requestTarget: target },
        fields: [{ name: 'content-digest', value: digest }],
      },
      {
        label: wish.label ?? TERMINAL_SIGNATURE.label,
        components: wish.components ?? TERMINAL_SIGNATURE.components,
        parameters: wish.only ?? {
          created: Math.floor((wish.created ?? identity.now()).getTime() / 1000),
          keyid: keyId,
          nonce: wish.nonce ?? randomBytes(16).toString('base64url'),
          ...wish.parameters,
        },
        signer: {
          algorithm: TERMINAL_SIGNATURE.algorithm,
          sign: (base) => sign('sha256', base, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
        },
      },
    );
    return { 'content-digest': digest, 'signature-input': signatureInput, signature };
  }
}
