import { parse } from 'csv-parse';
import type { FieldFault } from '@shared/errors';
import type { ImportFault } from '@shared/person-admin';
import { DomainError } from '../common/domain-error';
import { IMPORT_COLUMNS, type FileRow, type ImportColumn } from './import.types';

const ROWS_MAX = 50_000;
const CHUNK_BYTES = 64 * 1024;

export interface ReadFile {
  rows: FileRow[];
  /** lines that are no rows at all */
  faults: ImportFault[];
}

interface ParsedRecord {
  info: { lines: number };
  record: string[];
}

const refused = (...fields: FieldFault[]): DomainError => new DomainError('IMPORT_FILE_INVALID', { fields });

/**
 * Reads a CSV file of people: UTF-8 with or without a mark, the first line names the columns in any order.
 * @throws DomainError IMPORT_FILE_INVALID for what is no such file; a broken line is a fault of its own
 */
export const readImportFile = async (file: Buffer): Promise<ReadFile> => {
  const faults: ImportFault[] = [];
  const records = recordsOf(textOf(file), faults);
  let columns: ImportColumn[] | null = null;
  const rows: FileRow[] = [];
  for await (const { record, info } of records) {
    if (columns === null) {
      columns = columnsOf(record);
    } else if (record.length !== columns.length) {
      faults.push({ line: info.lines, column: '*', rule: 'columns' });
    } else {
      rows.push({ line: info.lines, cells: cellsOf(columns, record) });
    }
    if (rows.length + faults.length > ROWS_MAX) {
      throw refused({ path: '/rows', rule: 'maxItems', limit: ROWS_MAX });
    }
  }
  if (columns === null || rows.length + faults.length === 0) {
    throw refused({ path: '/rows', rule: 'minItems', limit: 1 });
  }
  return { rows, faults };
};

const textOf = (file: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw refused({ path: '/file', rule: 'utf-8' });
  }
};

/** Fed in pieces, so that a large file never holds up the other requests for long. */
async function* recordsOf(text: string, faults: ImportFault[]): AsyncGenerator<ParsedRecord> {
  const parser = parse({
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 4_096,
    skip_records_with_error: true,
    on_skip: (error) => {
      faults.push({ line: Number(error?.lines ?? 0), column: '*', rule: 'quotes' });
      return undefined;
    },
  });
  const feeding = feed(parser, text);
  try {
    for await (const record of parser) {
      yield record as ParsedRecord;
    }
    await feeding;
  } catch (error) {
    if (error instanceof DomainError) {
      throw error;
    }
    throw refused({ path: '/file', rule: 'csv' });
  }
}

const feed = async (parser: ReturnType<typeof parse>, text: string): Promise<void> => {
  for (let start = 0; start < text.length; start += CHUNK_BYTES) {
    if (!parser.write(text.slice(start, start + CHUNK_BYTES))) {
      await new Promise<void>((resolve) => parser.once('drain', resolve));
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  parser.end();
};

const columnsOf = (header: string[]): ImportColumn[] => {
  const names = header.map((name) => name.toLowerCase());
  const missing = IMPORT_COLUMNS.filter((column) => !names.includes(column));
  const isExtra = names.length !== IMPORT_COLUMNS.length;
  if (missing.length > 0 || isExtra) {
    throw refused(
      ...missing.map((column) => ({ path: `/header/${column}`, rule: 'required' })),
      ...(isExtra ? [{ path: '/header', rule: 'columns', limit: IMPORT_COLUMNS.length }] : []),
    );
  }
  return names as ImportColumn[];
};

const cellsOf = (columns: ImportColumn[], record: string[]): FileRow['cells'] =>
  Object.fromEntries(columns.map((column, index) => [column, record[index] ?? ''])) as FileRow['cells'];
