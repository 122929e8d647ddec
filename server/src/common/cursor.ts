import type { Page } from '@shared/paging';
import { DomainError } from './domain-error';

/** The sort key of the last row, as an opaque word. */
export const encodeCursor = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** @throws DomainError REQUEST_INVALID for a cursor that this server did not make */
export const decodeCursor = (cursor: string | undefined, parts: number): string[] | null => {
  if (cursor === undefined) {
    return null;
  }
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string')) {
      return key as string[];
    }
  } catch {
    // falls through to the refusal
  }
  throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/cursor', rule: 'cursor' }] });
};

/** A page from `limit + 1` rows: the one too many says that there is a next page. */
export const pageOf = <Row, View>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => string[],
  view: (row: Row) => View,
): Page<View> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null,
  };
};

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

/** The thirtieth of February looks like an instant and is none. */
const isInstant = (part: string): boolean => {
  const time = INSTANT.test(part) ? Date.parse(part) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === part.slice(0, 10);
};

/** Parts of cursors that are compared as their own type: anything else would be the database's error. */
const CURSOR_PART: Record<'uuid' | 'instant' | 'word', (part: string) => boolean> = {
  uuid: (part) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(part),
  instant: isInstant,
  word: (part) => /^[^\0]{1,64}$/.test(part),
};

/** Like `decodeCursor`, with the kind of each part checked. @throws DomainError REQUEST_INVALID */
export const decodeTypedCursor = (
  cursor: string | undefined,
  kinds: readonly (keyof typeof CURSOR_PART)[],
): string[] | null => {
  const key = decodeCursor(cursor, kinds.length);
  if (key?.some((part, index) => !CURSOR_PART[kinds[index] ?? 'word'](part))) {
    throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/cursor', rule: 'cursor' }] });
  }
  return key;
};
