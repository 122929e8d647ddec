import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Bilingual } from '@shared/bilingual';
import { initialPassword } from '../credential/password.rules';
import type { SchoolPlan } from './campus-plan';
import type { CastPerson } from './cast-person';
import { resetCode } from './errands-rows';
import { awaitedTerminal, hasTerminal, type AwaitedTerminal } from './terminal-rows';

interface DemoPerson {
  /** stable name of what the person shows, e.g. `card_lost` */
  key: string;
  shows: Bilingual;
  role: 'member' | 'counsellor' | 'card_staff' | 'school_admin';
  number: string;
  name: string;
  password: string;
  passwordKind: 'initial' | 'chosen';
  /** base32; for an authenticator app */
  totpSecret?: string;
  resetCode?: string;
  /** what the sandbox takes as the platform's code of this person's phone */
  sandboxCode?: string;
  cards: { lastFour: string; state: string }[];
}

export interface DemoFile {
  schools: { code: string; name: Bilingual; people: DemoPerson[]; terminal?: AwaitedTerminal }[];
}

const listed = (plan: SchoolPlan, person: CastPerson): DemoPerson[] =>
  person.showing === null
    ? []
    : [
        {
          ...person.showing,
          role: person.roles[0]?.role ?? 'member',
          number: person.number,
          name: person.name,
          password: person.credential?.password ?? initialPassword(person.idDocument),
          passwordKind: person.credential?.kind ?? 'initial',
          ...(person.totpSecret === null ? {} : { totpSecret: person.totpSecret }),
          ...(person.showing.key === 'forgotten' ? { resetCode: resetCode(plan) } : {}),
          ...(person.showing.key === 'real_name_missing'
            ? { sandboxCode: `sandbox:${person.number}:uncertified` }
            : {}),
          cards: person.cards.map(({ lastFour, state }) => ({ lastFour, state })),
        },
      ];

/** As whom one can sign in, for the launcher, the README and scripts. */
export const demoFileOf = (schools: readonly { plan: SchoolPlan; cast: readonly CastPerson[] }[]): DemoFile => ({
  schools: schools.map(({ plan, cast }) => ({
    code: plan.code,
    name: plan.name,
    people: cast.flatMap((person) => listed(plan, person)),
    ...(hasTerminal(plan) ? { terminal: awaitedTerminal(plan) } : {}),
  })),
});

/** Leaves a file that says the same untouched. */
export const writeDemoFile = (path: string, file: DemoFile): void => {
  const text = `${JSON.stringify(file, null, 2)}\n`;
  if (existsSync(path) && readFileSync(path, 'utf8') === text) {
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: 0o600 });
};
