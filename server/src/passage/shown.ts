import { createHash } from 'node:crypto';
import type { Direction } from '@shared/gate';
import type { Shown } from '@shared/offline-verdict';
import type { PassCodeClaims } from '@shared/pass-code';
import type { EventKey, PassageMeans, ScanRequest } from '@shared/terminal';
import { DomainError } from '../common/domain-error';
import type { KnownTerminal } from '../common/terminal';
import type { ReadCode } from '../pass-key/pass-key.types';

/** What was held before a device, as far as it tells who it is. */
export interface Showing {
  shown: Shown;
  means: PassageMeans;
  /** of the code or number: the same showing hashes alike */
  hash: Buffer;
  number: string | null;
  claims: PassCodeClaims | null;
}

const hashOf = (...parts: string[]): Buffer => createHash('sha256').update(parts.join('\n')).digest();

export const codeShowing = (code: string, read: ReadCode): Showing => ({
  shown: { means: 'code', code: read.is === 'genuine' ? read.claims : `code_${read.is}` },
  means: 'code',
  hash: hashOf('code', code),
  number: null,
  claims: read.is === 'genuine' ? read.claims : null,
});

/** Said by whoever stands there, or named by a device that knows the face. */
export const numberShowing = (number: string, direction: Direction, means: 'number' | 'face'): Showing => ({
  shown: { means, direction },
  means,
  hash: hashOf(means, number, direction),
  number,
  claims: null,
});

/**
 * The way that a scan asks for; null: whichever the code names.
 * @throws DomainError GATE_DIRECTION_CLOSED, REQUEST_INVALID for a number at a gate of two ways without one
 */
export const laneOf = (
  { direction, number }: Pick<ScanRequest, 'direction' | 'number'>,
  open: readonly Direction[],
): Direction | null => {
  if (direction !== undefined) {
    if (!open.includes(direction)) {
      throw new DomainError('GATE_DIRECTION_CLOSED');
    }
    return direction;
  }
  if (number === undefined) {
    return null;
  }
  const [only, other] = open;
  if (only === undefined || other !== undefined) {
    throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/direction', rule: 'required' }] });
  }
  return only;
};

const DIGITS = 10;

/** Orders what happened in the same millisecond, and at one device as it counted. */
export const eventKeyOf = (terminalId: string, { bootId, sequence }: EventKey): string =>
  `${terminalId}/${bootId.toLowerCase()}/${String(sequence).padStart(DIGITS, '0')}`;

/** Where a gate leads: into its building, or onto the campus itself. */
export const placeOf = ({ buildingId, campusId }: Pick<KnownTerminal, 'buildingId' | 'campusId'>): string =>
  buildingId ?? campusId;
