import type { ImportFault, ImportState, ImportView, MissingMeans } from '@shared/person-admin';

const FAULTS_SHOWN = 100;

export interface ImportRow {
  id: string;
  state: ImportState;
  missing_means: MissingMeans;
  counts: ImportView['counts'];
  faults: ImportFault[];
  created_at: Date;
  confirmed_at: Date | null;
  file_sha256: Buffer;
}

export const viewOf = (row: ImportRow): ImportView => ({
  id: row.id,
  state: row.state,
  missingMeans: row.missing_means,
  counts: row.counts,
  faults: row.faults.slice(0, FAULTS_SHOWN),
  createdAt: row.created_at.toISOString(),
  confirmedAt: row.confirmed_at?.toISOString() ?? null,
});

/** A spreadsheet takes cells that begin like this for formulas. */
const FORMULA_START = /^[=+\-@\t\r]/;

const cell = (value: string | number): string => {
  const text = String(value);
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** UTF-8 with a mark, so that a spreadsheet reads it right. */
export const errorSheet = (faults: readonly ImportFault[]): string =>
  `\uFEFF${['line,column,rule', ...faults.map(({ line, column, rule }) => [line, column, rule].map(cell).join(','))].join('\r\n')}\r\n`;
