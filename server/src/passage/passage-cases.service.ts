import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseService, type CaseRule } from '../case/case.service';
import { campusDay } from '../common/campus-time';
import { HoldService } from '../hold/hold.service';

/** What a counsellor must look at after a passage. Titles say nothing that a person standing by may not read. */
const RULES = {
  fever: { title: { zh: '通行测温偏高', en: 'High temperature at a gate' }, deadlineMinutes: 120 },
  code_used_twice: { title: { zh: '同一通行码使用两次', en: 'One pass code used twice' }, deadlineMinutes: 24 * 60 },
  admitted_while_held: {
    title: { zh: '停用期间通过', en: 'Admitted while not allowed to pass' },
    deadlineMinutes: 24 * 60,
  },
} as const satisfies Record<string, Omit<CaseRule, 'key'>>;
export type PassageRule = keyof typeof RULES;

export interface NoticedPassage {
  schoolId: string;
  timeZone: string;
  personId: string;
  passageId: string;
  occurredAt: Date;
}

/** Cases of passages, and the hold that a fever places until its case is closed. */
@Injectable()
export class PassageCases {
  constructor(
    private readonly cases: CaseService,
    private readonly holds: HoldService,
  ) {}

  /** One case a passage and rule, however often it is asked for. */
  async open(tx: EntityManager, passage: NoticedPassage, keys: readonly PassageRule[]): Promise<void> {
    for (const key of keys) {
      const caseId = await this.openOne(tx, passage, key);
      if (key === 'fever' && caseId !== null) {
        const { schoolId, personId } = passage;
        await this.holds.place(tx, { schoolId, personId, cause: 'fever', sourceId: caseId, by: null });
      }
    }
  }

  private async openOne(
    tx: EntityManager,
    { schoolId, timeZone, personId, passageId, occurredAt }: NoticedPassage,
    key: PassageRule,
  ): Promise<string | null> {
    const source = { kind: 'passage', id: passageId, day: campusDay(occurredAt, timeZone) } as const;
    const [opened] = await this.cases.open(tx, { schoolId, personId, source, rules: [{ key, ...RULES[key] }] });
    return opened?.id ?? null;
  }
}
