import { decodeCursor, encodeCursor } from '../common/cursor';
import { DomainError } from '../common/domain-error';

/** How far a device has read: the transaction, and the pass within it. */
export interface StandingPosition {
  xid: string;
  passId: string;
}

const NO_PASS = '00000000-0000-0000-0000-000000000000';
const XID = /^\d{1,19}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const FROM_THE_BEGINNING: StandingPosition = { xid: '0', passId: NO_PASS };

/** Before every row of this transaction, after every row of those below it. */
export const upTo = (xid: string): StandingPosition => ({ xid, passId: NO_PASS });

export const standingCursor = ({ xid, passId }: StandingPosition): string => encodeCursor([xid, passId]);

/** @throws DomainError REQUEST_INVALID for a cursor that this server did not make */
export const readStandingCursor = (cursor: string | undefined): StandingPosition => {
  const key = decodeCursor(cursor, 2);
  if (key === null) {
    return FROM_THE_BEGINNING;
  }
  const [xid = '', passId = ''] = key;
  if (!XID.test(xid) || !UUID.test(passId)) {
    throw foreignCursor();
  }
  return { xid, passId };
};

/** Whether a row at `position` is read after `read`. */
export const isBeyond = (position: StandingPosition, read: StandingPosition): boolean =>
  position.xid === read.xid ? position.passId > read.passId : BigInt(position.xid) > BigInt(read.xid);

/** A device that is told so forgets cursor and standings, and reads from the beginning. */
export const foreignCursor = (): DomainError =>
  new DomainError('REQUEST_INVALID', { fields: [{ path: '/cursor', rule: 'cursor' }] });

/** No honest cursor is beyond what has come to its end: the database was set back since. @throws DomainError */
export const refuseFuture = ({ xid }: StandingPosition, horizon: string): void => {
  if (BigInt(xid) > BigInt(horizon)) {
    throw foreignCursor();
  }
};
