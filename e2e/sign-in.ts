import { Secret, TOTP } from 'otpauth';
import { demoSchool, type DemoPerson } from './demo-people';
import type { Phone } from './phone';

const SECONDS_LEFT_TO_TYPE = 3;
const PERIOD_SECONDS = 30;

export const chooseSchool = async (phone: Phone): Promise<void> => {
  const { words } = phone;
  await phone.mainButton(words.home.invite).click();
  const { zh, en } = demoSchool();
  await phone.field('school-search').fill(zh.slice(0, 2));
  await phone.tap(phone.language === 'zh' ? zh : en);
};

export const giveAccount = async (phone: Phone, number: string, password: string): Promise<void> => {
  await phone.field('number').fill(number);
  await phone.field('password').fill(password);
  await phone.mainButton(phone.words.bind.submit).click();
};

export const setFirstPassword = async (phone: Phone, password: string): Promise<void> => {
  await phone.field('new-password').fill(password);
  await phone.field('new-password-again').fill(password);
  await phone.mainButton(phone.words.bind.passwordSubmit).click();
};

const secondsLeft = (): number => PERIOD_SECONDS - ((Date.now() / 1000) % PERIOD_SECONDS);

/** The six digits of now; waits for the next ones when these are about to pass. */
export const authenticatorCode = async (phone: Phone, secret: string): Promise<string> => {
  if (secondsLeft() < SECONDS_LEFT_TO_TYPE) {
    await phone.page.waitForTimeout(secondsLeft() * 1000);
  }
  return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: PERIOD_SECONDS }).generate();
};

/** A code opens once: whoever has signed in elsewhere a moment ago waits for the next. */
const giveCode = async (phone: Phone, secret: string): Promise<void> => {
  const answers = () => phone.page.waitForResponse((response) => response.url().endsWith('/sessions/totp'));
  const give = async (): Promise<boolean> => {
    await phone.field('totp').fill(await authenticatorCode(phone, secret));
    const [answer] = await Promise.all([answers(), phone.mainButton(phone.words.bind.totpSubmit).click()]);
    return answer.ok();
  };
  if (!(await give())) {
    await phone.page.waitForTimeout(secondsLeft() * 1000);
    await give();
  }
};

export const atHome = (phone: Phone): Promise<void> => phone.screen.locator('.identity').waitFor();

/** From a fresh phone to home, whatever the role asks for. */
export const signIn = async (phone: Phone, person: DemoPerson): Promise<void> => {
  await chooseSchool(phone);
  await giveAccount(phone, person.number, person.password);
  if (person.totpSecret) {
    await giveCode(phone, person.totpSecret);
  }
  await atHome(phone);
};
