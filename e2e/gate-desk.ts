import type { Browser } from 'playwright-core';
import type { GateMap } from '@shared/gate';
import type { NewTerminal } from '@shared/terminal';
import { ask } from './ask';
import { demoPerson } from './demo-people';
import { Phone } from './phone';
import { signIn } from './sign-in';

/** An administrator adds a terminal to a gate, the first of its name. @returns the code that makes a tablet this terminal */
export const enrolmentCodeFor = async (browser: Browser, gateName: string): Promise<string> => {
  const desk = await Phone.open(browser);
  await signIn(desk, demoPerson('school_admin'));
  const { campuses } = await ask<GateMap>(desk, '/gates');
  const gates = campuses.flatMap(({ buildings }) => buildings).flatMap((building) => building.gates);
  const gate = gates.find(({ name }) => name.zh === gateName);
  const { enrolmentCode } = await ask<NewTerminal>(desk, '/terminals', { gateId: gate?.id, name: gateName });
  await desk.close();
  return enrolmentCode;
};
