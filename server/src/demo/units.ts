import type { Bilingual } from '@shared/bilingual';
import type { College, SchoolPlan } from './campus-plan';
import { demoId } from './draw';

export const CLASS_SIZE = 40;
export const ENTRY_YEARS = [2026, 2025, 2024, 2023] as const;

export interface UnitSeed {
  id: string;
  parentId: string | null;
  code: string;
  kind: 'school' | 'college' | 'department' | 'class';
  name: Bilingual;
  path: string[];
}

export interface ClassPlace {
  college: College;
  entryYear: number;
  /** how many classes the college has before this one */
  ordinal: number;
  unitCode: string;
  name: Bilingual;
}

export const unitId = (plan: SchoolPlan, code: string): string => demoId(`${plan.key}/unit/${code}`);
export const gradeCode = (collegeCode: string, entryYear: number): string => `${collegeCode}-${entryYear}`;
export const officeCode = (collegeCode: string): string => `${collegeCode}-staff`;

/** The place of the n-th class: classes go round the colleges, then round the years. */
export const classPlace = (plan: SchoolPlan, index: number): ClassPlace => {
  const college = plan.colleges[index % plan.colleges.length];
  const ordinal = Math.floor(index / plan.colleges.length);
  const entryYear = ENTRY_YEARS[ordinal % ENTRY_YEARS.length];
  const major = college?.majors[Math.floor(ordinal / ENTRY_YEARS.length) % 2];
  if (!college || !entryYear || !major) {
    throw new Error('a school has at least one college');
  }
  const year = String(entryYear % 100);
  const number = Math.floor(ordinal / (ENTRY_YEARS.length * 2)) + 1;
  return {
    college,
    entryYear,
    ordinal,
    unitCode: `${college.code}-${year}-${major.letter}${number}`,
    name: { zh: `${major.short.zh}${year}-${number}班`, en: `${major.short.en} ${year}-${number}` },
  };
};

/** All units of a school with its first `classCount` classes. */
export const unitsOf = (plan: SchoolPlan, classCount: number): UnitSeed[] => {
  const units: UnitSeed[] = [];
  const add = (parent: UnitSeed | null, code: string, kind: UnitSeed['kind'], name: Bilingual): UnitSeed => {
    const id = unitId(plan, code);
    const unit = { id, parentId: parent?.id ?? null, code, kind, name, path: [...(parent?.path ?? []), id] };
    units.push(unit);
    return unit;
  };
  const root = add(null, plan.rootCode, 'school', plan.name);
  const grades = new Map<string, UnitSeed>();
  for (const college of plan.colleges) {
    const parent = add(root, college.code, 'college', college.name);
    add(parent, officeCode(college.code), 'department', {
      zh: `${college.name.zh}教职工`,
      en: `Staff, ${college.name.en}`,
    });
    for (const year of ENTRY_YEARS) {
      const code = gradeCode(college.code, year);
      grades.set(code, add(parent, code, 'department', { zh: `${year} 级`, en: `Entry ${year}` }));
    }
  }
  const { administration } = plan;
  const offices = add(root, administration.code, 'college', administration.name);
  add(offices, officeCode(administration.code), 'department', administration.name);
  for (let index = 0; index < classCount; index += 1) {
    const place = classPlace(plan, index);
    add(grades.get(gradeCode(place.college.code, place.entryYear)) ?? root, place.unitCode, 'class', place.name);
  }
  return units;
};
