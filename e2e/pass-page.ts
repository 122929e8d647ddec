import { Client } from 'pg';
import type { Direction } from '@shared/gate';
import type { PassCodeAnswer } from '@shared/pass-code';
import type { Phone } from './phone';

export interface Way {
  direction: Direction;
  building: string;
  gate: string;
}

/** Everything that the API has issued to this phone, the newest last. */
export const listenToCodes = (phone: Phone): PassCodeAnswer[] => {
  const issued: PassCodeAnswer[] = [];
  phone.page.on('response', (response) => {
    if (response.url().endsWith('/pass/codes') && response.ok()) {
      void response.json().then((answer: PassCodeAnswer) => issued.push(answer));
    }
  });
  return issued;
};

export const codePicture = (phone: Phone) => phone.screen.locator('.code-card__picture img');

export const openPass = async (phone: Phone): Promise<void> => {
  await phone.load('/pages/pass/index');
  await phone.screen.locator('.pass').waitFor();
};

/** Opens it on this phone, whichever has shown it before. */
export const bringPass = async (phone: Phone): Promise<void> => {
  await openPass(phone);
  const elsewhere = phone.mainButton(phone.words.pass.takeOver);
  const here = phone.screen.locator('.gate-bar');
  await here.or(elsewhere).waitFor();
  if (await elsewhere.isVisible()) {
    await elsewhere.click();
  }
};

/** Direction, building, gate, as a person chooses them. */
export const chooseGate = async (phone: Phone, { direction, building, gate }: Way): Promise<void> => {
  await phone.screen.locator('.gate-bar .tab').filter({ hasText: phone.words.pass.directions[direction] }).click();
  await phone.screen.locator('.gate-bar__gate').click();
  const owner = phone.sheet.locator('.building .list__item').filter({ hasText: building }).first();
  const line = phone.sheet.locator('.gate-line').getByText(gate, { exact: true });
  await owner.waitFor();
  // the building of the gate used last stands open
  if (!(await line.isVisible())) {
    await owner.click();
  }
  await line.click();
  await phone.sheet.waitFor({ state: 'detached' });
};

/** What stands on the phone, as a camera over it would see it. */
export const photograph = async (phone: Phone): Promise<Buffer> => {
  // at rest, in view and under nothing: a page that slides in has its code in the document before anybody sees it
  await codePicture(phone).click({ trial: true });
  return phone.page.screenshot({ animations: 'disabled' });
};

/** Another code than the one that is shown, from the network. */
export const renewCode = async (phone: Phone): Promise<void> => {
  const before = await codePicture(phone).getAttribute('src');
  await phone.tap(phone.words.pass.renew);
  await phone.screen.locator(`.code-card__picture img:not([src="${before}"])`).waitFor();
};

/** Holds the pass of a person back, or lets it go, as a case would. */
export const setHold = async (number: string, isHeld: boolean): Promise<void> => {
  const db = new Client({ connectionString: process.env.E2E_OWNER_URL });
  await db.connect();
  try {
    await db.query(
      isHeld
        ? `INSERT INTO pass_holds (school_id, id, person_id, cause, source_id, placed_at)
           SELECT school_id, gen_random_uuid(), id, 'open_case', gen_random_uuid(), now() FROM people WHERE number = $1`
        : `UPDATE pass_holds SET lifted_at = now() WHERE person_id IN (SELECT id FROM people WHERE number = $1)`,
      [number],
    );
  } finally {
    await db.end();
  }
};
