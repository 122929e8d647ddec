import { verify, type KeyObject } from 'node:crypto';
import { isSignatureError, verifySignature, type UntrustedSignatureCandidate, type Verifier } from 'http-message-sig';
import { TERMINAL_SIGNATURE } from '@shared/terminal';
import { DomainError } from '../common/domain-error';
import type { SignedMessage } from '../common/signed-message';

const { label, algorithm, components, parameters, maxAgeSeconds, skewSeconds } = TERMINAL_SIGNATURE;

/** Whoever a key id names. */
export interface Signatory {
  publicKey: KeyObject;
}

export interface SignedBy<S extends Signatory> {
  signatory: S;
  nonce: string;
}

/** Each of them stands in a signed request once, on one line. */
const FIELDS = ['signature-input', 'signature', 'content-digest'];
const LONGEST_FIELD = 1024;
const NONCE = /^[A-Za-z0-9+/=_-]{16,64}$/;
const SIGNATURE_BYTES = 64;
const ORIGIN = 'https://terminal.invalid';

/** What a device maker is told to look at. */
export type SignatureFault = 'fields' | 'digest' | 'form' | 'signature';

export const signatureInvalid = (fault: SignatureFault): DomainError =>
  new DomainError('TERMINAL_SIGNATURE_INVALID', { details: { fault } });

interface KeyVerifier<S extends Signatory> extends Verifier {
  signatory: S;
}

/**
 * Checks the one signature of a request as RFC 9421 says: exactly the components and parameters that the protocol
 * names, a digest of the very body, a clock that is right, and the key. `findSignatory` knows who a key id names.
 * @throws DomainError TERMINAL_SIGNATURE_INVALID, TERMINAL_CLOCK_OFF
 */
export const checkSignature = async <S extends Signatory>(
  message: SignedMessage,
  now: Date,
  findSignatory: (keyId: string) => Promise<S | null>,
): Promise<SignedBy<S>> => {
  const fields = signedFields(message);
  try {
    const { verifier, parameters: signed } = await verifySignature<KeyVerifier<S>>(
      {
        ...{ kind: 'request', method: message.method, fields },
        ...{ targetUri: `${ORIGIN}${message.target}`, requestTarget: message.target },
      },
      {
        policy: {
          ...{ algorithms: [algorithm], requiredComponents: components, requiredParameters: parameters },
          // the clock is judged by `refuseOtherForms`, with an answer of its own
          ...{ now: now.getTime() / 1000, clockSkew: Number.MAX_SAFE_INTEGER },
        },
        resolveVerifier: async (candidate) => {
          refuseOtherForms(candidate, now);
          const signatory = await findSignatory(candidate.parameters.keyid ?? '');
          if (!signatory) {
            throw signatureInvalid('signature');
          }
          return { algorithm, signatory, verify: (base, signature) => isSignedBy(signatory, base, signature) };
        },
      },
    );
    return { signatory: verifier.signatory, nonce: signed.nonce ?? '' };
  } catch (error) {
    throw asRefusal(error);
  }
};

/** The lines that signing needs, without the rest of the headers. */
const signedFields = ({ fields, contentDigest }: SignedMessage): SignedMessage['fields'] => {
  const signed = fields.filter(({ name }) => FIELDS.includes(name));
  const isOnceEach = FIELDS.every((field) => signed.filter(({ name }) => name === field).length === 1);
  if (!isOnceEach || signed.some(({ value }) => value.length > LONGEST_FIELD)) {
    throw signatureInvalid('fields');
  }
  if (contentDigest === null || signed.find(({ name }) => name === 'content-digest')?.value !== contentDigest) {
    throw signatureInvalid('digest');
  }
  return signed;
};

/** The protocol knows one form; what RFC 9421 allows beside it is refused before any key is looked for. */
const refuseOtherForms = (candidate: UntrustedSignatureCandidate, now: Date): void => {
  const names = candidate.components.map(({ name, parameters: own }) => name + Object.keys(own).join(';'));
  if (candidate.label !== label || names.join() !== components.join()) {
    throw signatureInvalid('form');
  }
  const isKnown = (name: string): boolean => name === 'alg' || (parameters as readonly string[]).includes(name);
  const { created = 0, nonce = '' } = candidate.parameters;
  if (!Object.keys(candidate.parameters).every(isKnown) || !NONCE.test(nonce)) {
    throw signatureInvalid('form');
  }
  const age = now.getTime() / 1000 - created;
  if (age > maxAgeSeconds || age < -skewSeconds) {
    throw new DomainError('TERMINAL_CLOCK_OFF', { details: { serverTime: now.toISOString() } });
  }
};

const isSignedBy = ({ publicKey }: Signatory, base: Uint8Array, signature: Uint8Array): boolean =>
  signature.length === SIGNATURE_BYTES &&
  verify('sha256', base, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);

const FAULT_OF_CODE: Partial<Record<string, SignatureFault>> = {
  MissingField: 'fields',
  MalformedField: 'fields',
  LabelRequired: 'fields',
  LabelMismatch: 'fields',
  DuplicateLabel: 'fields',
  InvalidComponent: 'form',
  DuplicateComponent: 'form',
  UnsupportedFeature: 'form',
  PolicyViolation: 'form',
  AlgorithmMismatch: 'form',
  VerificationFailed: 'signature',
};

/** The library wraps what its resolver throws: our own refusals and a store that is away come out as they were. */
const asRefusal = (error: unknown): unknown => {
  if (!isSignatureError(error)) {
    return error;
  }
  const fault = FAULT_OF_CODE[error.code];
  return fault ? signatureInvalid(fault) : (error.cause ?? error);
};
