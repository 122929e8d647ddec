import type { Browser } from 'playwright-core';
import type { GateMap } from '@shared/gate';
import type { NewTerminal } from '@shared/terminal';
import { ask } from './ask';
import { demoPerson } from './demo-people';
import { Phone } from './phone';
import { signIn } from './sign-in';

/** An administrator adds a terminal to the gate that this phone finds first. @returns what makes a tablet this terminal */
export const enrolmentCodeFor = async (browser: Browser, phone: Phone, gateName: string): Promise<string> => {
  const { campuses } = await ask<GateMap>(phone, '/gates');
  const gates = campuses.flatMap(({ buildings }) => buildings).flatMap((building) => building.gates);
  const gateId = gates.find(({ name }) => name.zh === gateName)?.id;
  const desk = await Phone.open(browser);
  await signIn(desk, demoPerson('school_admin'));
  const { enrolmentCode } = await ask<NewTerminal>(desk, '/terminals', { gateId, name: gateName });
  await desk.close();
  return enrolmentCode;
};
