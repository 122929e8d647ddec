import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseService, type CaseRule } from '../case/case.service';
import { campusDay } from '../common/campus-time';
import type { KnownTerminal } from '../common/terminal';
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
  personId: string;
  passageId: string;
  occurredAt: Date;
  rules: readonly PassageRule[];
}

/** Cases of passages, and the hold that a fever places until its case is closed. */
@Injectable()
export class PassageCases {
  constructor(
    private readonly cases: CaseService,
    private readonly holds: HoldService,
  ) {}

  /** One case a passage and rule, however often it is asked for. As many statements for many passages as for one. */
  async open(
    tx: EntityManager,
    { schoolId, timeZone }: Pick<KnownTerminal, 'schoolId' | 'timeZone'>,
    passages: readonly NoticedPassage[],
  ): Promise<void> {
    const opened = await this.cases.open(
      tx,
      schoolId,
      passages.map(({ personId, passageId, occurredAt, rules }) => ({
        personId,
        source: { kind: 'passage', id: passageId, day: campusDay(occurredAt, timeZone) },
        rules: rules.map((key) => ({ key, ...RULES[key] })),
      })),
    );
    const fevers = opened.filter(({ ruleKey }) => ruleKey === ('fever' satisfies PassageRule));
    const holds = fevers.map(({ personId, id }) => ({ personId, cause: 'fever' as const, sourceId: id }));
    await this.holds.place(tx, schoolId, holds, null);
  }
}
