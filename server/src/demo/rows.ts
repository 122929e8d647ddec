import type { Client } from 'pg';

/** A value as PostgreSQL reads it: every column travels as text and is cast there. */
type Cell = string | number | boolean | Date | Buffer | readonly string[] | object | null;

/** Columns of a table with their types, in the order of the rows' cells. */
export type Columns = readonly (readonly [name: string, type: string])[];

const CHUNK = 5000;

const quoted = (element: string): string => `"${element.replace(/["\\]/g, '\\$&')}"`;

const asText = (cell: Cell): string | null => {
  if (cell === null) {
    return null;
  }
  if (Buffer.isBuffer(cell)) {
    return `\\x${cell.toString('hex')}`;
  }
  if (cell instanceof Date) {
    return cell.toISOString();
  }
  if (Array.isArray(cell)) {
    return `{${cell.map(quoted).join(',')}}`;
  }
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
};

/**
 * Adds rows in statements of five thousand; rows that are there already stay as they are.
 * @returns how many were added
 */
export const insertRows = async (
  db: Client,
  table: string,
  columns: Columns,
  rows: readonly (readonly Cell[])[],
): Promise<number> => {
  const names = columns.map(([name]) => name).join(', ');
  const casts = columns.map(([name, type]) => `${name}::${type}`).join(', ');
  const parameters = columns.map((_, index) => `$${index + 1}::text[]`).join(', ');
  let added = 0;
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    const done = await db.query(
      `INSERT INTO ${table} (${names}) SELECT ${casts} FROM unnest(${parameters}) AS row (${names}) ON CONFLICT DO NOTHING`,
      columns.map((_, index) => chunk.map((row) => asText(row[index] ?? null))),
    );
    added += done.rowCount ?? 0;
  }
  return added;
};
