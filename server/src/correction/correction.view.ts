import type { CorrectionField, CorrectionState, CorrectionTask, CorrectionView } from '@shared/identity';

export interface CorrectionRow {
  id: string;
  field: CorrectionField;
  before_value: string;
  wished: string;
  after_value: string | null;
  reason: string;
  state: CorrectionState;
  answer: string | null;
  created_at: Date;
  decided_at: Date | null;
}

export interface TaskRow extends CorrectionRow {
  person_id: string;
  person_number: string;
  person_name: string;
}

export const viewOf = (row: CorrectionRow): CorrectionView => ({
  id: row.id,
  field: row.field,
  before: row.before_value,
  wished: row.wished,
  after: row.after_value,
  reason: row.reason,
  state: row.state,
  answer: row.answer,
  createdAt: row.created_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
});

export const taskOf = (row: TaskRow): CorrectionTask => ({
  ...viewOf(row),
  personId: row.person_id,
  personNumber: row.person_number,
  personName: row.person_name,
});
