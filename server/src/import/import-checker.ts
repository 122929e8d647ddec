import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ImportFault, ImportView } from '@shared/person-admin';
import { readImportFile } from './import-file';
import { ImportPeople } from './import-people';
import { duplicateFaults, planImport, readRow, type ImportPlan } from './import.rules';
import type { WishedPerson } from './import.types';

export interface CheckedFile {
  plan: ImportPlan;
  counts: ImportView['counts'];
  /** every fault, by line */
  faults: ImportFault[];
}

/** Reads a file against the school as it is now. */
@Injectable()
export class ImportChecker {
  constructor(private readonly people: ImportPeople) {}

  /** @throws DomainError IMPORT_FILE_INVALID */
  async check(tx: EntityManager, schoolId: string, file: Buffer): Promise<CheckedFile> {
    const { rows, faults } = await readImportFile(file);
    const places = await this.people.places(tx, schoolId);
    const readings = rows.map((row) => readRow(row, places));
    const wished = readings.filter((reading): reading is WishedPerson => !Array.isArray(reading));
    const named = new Set(rows.map(({ cells }) => cells.number.normalize('NFKC').trim()));
    const known = await this.people.known(tx, schoolId);
    const plan = planImport(wished, known, named, (idNumber) => this.people.lookupOf(schoolId, idNumber));
    const all = [
      ...faults,
      ...readings.filter((reading) => Array.isArray(reading)).flat(),
      ...duplicateFaults(wished),
      ...plan.faults,
    ].sort((a, b) => a.line - b.line);
    const counts = {
      rows: rows.length + faults.length,
      created: plan.created.length,
      updated: plan.updated.length,
      unchanged: plan.unchanged,
      missing: plan.missing.length,
      faulty: new Set(all.map(({ line }) => line)).size,
    };
    return { plan, counts, faults: all };
  }
}
