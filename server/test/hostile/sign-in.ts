import type { SignInAnswer } from '@shared/identity';
import { ask, type Answer } from './ask';
import type { RowPerson } from './school-rows';
import type { School } from './world';

export const CHOSEN = 'harbour-lantern-42';
let devices = 0;

/** A device that nobody used before. */
export const newDevice = (): { id: string; name: string } => {
  devices += 1;
  return { id: `device-${devices}`, name: 'phone' };
};

/** The guide's initial password of somebody whose ID number has no X. */
export const initialOf = ({ idNumber }: RowPerson): string => idNumber.slice(-6);

export const tryPassword = (school: School, number: string, password: string, device = newDevice()): Promise<Answer> =>
  ask(school.harness, {
    method: 'POST',
    path: '/api/v1/sessions',
    body: { schoolCode: school.rows.code, number, password, device },
  });

export const nextStep = (school: School, step: string, body: object): Promise<Answer> =>
  ask(school.harness, { method: 'POST', path: `/api/v1/sessions/${step}`, body });

export const ticketOf = ({ body }: Answer): string => (body as { ticket?: string }).ticket ?? '';

/** From the initial password to the session. @returns the access token */
export const signInFirstTime = async (school: School, person: RowPerson, device = newDevice()): Promise<string> => {
  const first = await tryPassword(school, person.number, initialOf(person), device);
  const done = await nextStep(school, 'password', { ticket: ticketOf(first), newPassword: CHOSEN });
  const answer = done.body as SignInAnswer;
  if (answer.step !== 'done') {
    throw new Error(`the sign-in stops at ${JSON.stringify(answer)}`);
  }
  return answer.tokens.accessToken;
};
