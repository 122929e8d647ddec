import { verify, type KeyObject } from 'node:crypto';
import { isSignatureError, verifySignature, type UntrustedSignatureCandidate, type Verifier } from 'http-message-sig';
import { TERMINAL_SIGNATURE } from '@shared/terminal';
import type { SignedMessage } from '../common/signed-message';
import { readPlain, type SignatureLines } from './plain-signature';
import { refuseOtherTime, signatureInvalid, type SignatureFault } from './signature-faults';

const { label, algorithm, components, parameters } = TERMINAL_SIGNATURE;

/** Whoever a key id names. */
export interface Signatory {
  publicKey: KeyObject;
}

export interface SignedBy<S extends Signatory> {
  signatory: S;
  nonce: string;
}

type Find<S extends Signatory> = (keyId: string) => Promise<S | null>;

const LONGEST_LINE = 1024;
const NONCE = /^[A-Za-z0-9+/=_-]{16,64}$/;
const SIGNATURE_BYTES = 64;
const ORIGIN = 'https://terminal.invalid';

/**
 * Checks the one signature of a request as RFC 9421 says: exactly the components and parameters that the protocol
 * names, a digest of the very body, a clock that is right, and the key. `find` knows who a key id names.
 * @throws DomainError TERMINAL_SIGNATURE_INVALID, TERMINAL_CLOCK_OFF
 */
export const checkSignature = async <S extends Signatory>(
  message: SignedMessage,
  now: Date,
  find: Find<S>,
): Promise<SignedBy<S>> => {
  const lines = linesOf(message);
  const plain = readPlain(message, lines);
  if (!plain) {
    return checkSpelling(message, lines, now, find);
  }
  refuseOtherTime(plain.createdSeconds, now);
  const signatory = await find(plain.keyId);
  if (!signatory || !isSignedBy(signatory, plain.base, plain.signature)) {
    throw signatureInvalid('signature');
  }
  return { signatory, nonce: plain.nonce };
};

const linesOf = (message: SignedMessage): SignatureLines => {
  const lineOf = (field: string): string => {
    const [line, another] = message.fields.filter(({ name }) => name === field);
    if (line === undefined || another !== undefined || line.value.length > LONGEST_LINE) {
      throw signatureInvalid('fields');
    }
    return line.value;
  };
  const lines = { input: lineOf('signature-input'), signature: lineOf('signature'), digest: lineOf('content-digest') };
  if (message.contentDigest === null || lines.digest !== message.contentDigest) {
    throw signatureInvalid('digest');
  }
  return lines;
};

interface KeyVerifier<S extends Signatory> extends Verifier {
  signatory: S;
}

/** The same signature in any spelling that structured fields have. */
const checkSpelling = async <S extends Signatory>(
  { method, target }: SignedMessage,
  lines: SignatureLines,
  now: Date,
  find: Find<S>,
): Promise<SignedBy<S>> => {
  const fields = [
    { name: 'signature-input', value: lines.input },
    { name: 'signature', value: lines.signature },
    { name: 'content-digest', value: lines.digest },
  ];
  try {
    const { verifier, parameters: signed } = await verifySignature<KeyVerifier<S>>(
      { kind: 'request', method, targetUri: `${ORIGIN}${target}`, requestTarget: target, fields },
      {
        policy: {
          ...{ algorithms: [algorithm], requiredComponents: components, requiredParameters: parameters },
          // the clock is judged by `refuseOtherForms`, with an answer of its own
          ...{ now: now.getTime() / 1000, clockSkew: Number.MAX_SAFE_INTEGER },
        },
        resolveVerifier: async (candidate) => {
          refuseOtherForms(candidate);
          refuseOtherTime(candidate.parameters.created ?? 0, now);
          const signatory = await find(candidate.parameters.keyid ?? '');
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

/** The protocol knows one form; what RFC 9421 allows beside it is refused before any key is looked for. */
const refuseOtherForms = ({
  label: said,
  components: signed,
  parameters: given,
}: UntrustedSignatureCandidate): void => {
  const names = signed.map(({ name, parameters: own }) => name + Object.keys(own).join(';'));
  const isKnown = (name: string): boolean => name === 'alg' || (parameters as readonly string[]).includes(name);
  const isOurs = said === label && names.join() === components.join() && Object.keys(given).every(isKnown);
  if (!isOurs || !NONCE.test(given.nonce ?? '')) {
    throw signatureInvalid('form');
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
