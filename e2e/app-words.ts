import { en as approvalsEn } from '../miniapp/src/packages/approvals/words/en';
import { zh as approvalsZh } from '../miniapp/src/packages/approvals/words/zh';
import { en as passesEn } from '../miniapp/src/packages/passes/words/en';
import { zh as passesZh } from '../miniapp/src/packages/passes/words/zh';
import { en as studentsEn } from '../miniapp/src/packages/students/words/en';
import { zh as studentsZh } from '../miniapp/src/packages/students/words/zh';
import { en as mainEn } from '../miniapp/src/words/en';
import { zh as mainZh } from '../miniapp/src/words/zh';

/** What the app says, with the words of its sub-packages. */
export const zh = { ...mainZh, ...passesZh, ...studentsZh, ...approvalsZh };
export const en = { ...mainEn, ...passesEn, ...studentsEn, ...approvalsEn };

export type AppWords = typeof en;
