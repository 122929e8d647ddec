import { Client } from 'pg';
import type { Browser } from 'playwright-core';
import { answerHealthy, giveLocation, openForm, receiptNumber, submitButton } from './check-in-form';
import { demoPerson } from './demo-people';
import { openBrowser, Phone } from './phone';
import { atHome, chooseSchool, giveAccount, signIn } from './sign-in';

jest.setTimeout(120_000);

const FELT_WITHIN_MS = 5000;
const NEW_PASSWORD = 'steppe wind before dawn';

/** Reports of today, corrections included: the demo may have told one already, by the hour. */
const versionsToday = async (number: string): Promise<number> => {
  const db = new Client({ connectionString: process.env.E2E_OWNER_URL });
  await db.connect();
  try {
    const { rows } = await db.query<{ stored: string }>(
      `SELECT coalesce(sum(r.version), 0) AS stored FROM check_in_reports r JOIN people p ON p.school_id = r.school_id AND p.id = r.person_id
       WHERE p.number = $1 AND r.day = (now() AT TIME ZONE 'Asia/Shanghai')::date`,
      [number],
    );
    return Number(rows[0]?.stored);
  } finally {
    await db.end();
  }
};

describe('when something goes wrong', () => {
  let browser: Browser;
  let phone: Phone;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  beforeEach(async () => {
    phone = await Phone.open(browser);
  });
  afterEach(async () => {
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });
  afterAll(() => browser?.close());

  it('says on the page which password is meant, and where to go when it is forgotten', async () => {
    const { number } = demoPerson('student');
    await chooseSchool(phone);
    await giveAccount(phone, number, 'wrong-password');
    await phone.text('学工号或密码不对').waitFor();
    await phone.text('第一次用请填身份证号后 6 位').waitFor();
    expect(await phone.field('number').inputValue()).toBe(number);
    await phone.screen.locator('.callout').getByText('忘记密码', { exact: true }).click();
    await phone.text('带上身份证到服务大厅').waitFor();
    await phone.screen.locator('.hall').first().waitFor();
  });

  it.each([
    ['card_lost', '这张卡已挂失', '找到了请到服务大厅解挂'],
    ['card_frozen', '这张卡已冻结', '解冻'],
    ['suspended', '账号已停用', '服务大厅'],
  ])('tells whoever is refused what to do next: %s', async (key, what, next) => {
    const { number, password } = demoPerson(key);
    await chooseSchool(phone);
    await giveAccount(phone, number, password);
    await phone.screen.locator('.callout').getByText(what).waitFor();
    expect(await phone.screen.locator('.callout').innerText()).toContain(next);
  });

  it('keeps what was filled in when the person leaves the form', async () => {
    await signIn(phone, demoPerson('correction_open'));
    await openForm(phone);
    await answerHealthy(phone, '366');
    await phone.back();
    await atHome(phone);
    await phone.load('/pages/check-in/index');
    await phone.tap('接着填');
    await phone.screen.locator('#field-symptoms .chip--on').waitFor();
    // the field follows the draft a moment after the chips
    await phone.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#answer-temperature input')?.value === '36.6',
    );
  });

  it('stores one report when the network is lost while it is sent and the person taps again', async () => {
    const person = demoPerson('case_open');
    const before = await versionsToday(person.number);
    await signIn(phone, person);
    await openForm(phone);
    await answerHealthy(phone, '364');
    await giveLocation(phone);

    // the server takes the report, the answer never arrives
    await phone.page.route('**/api/v1/check-ins', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await submitButton(phone).click();
    await phone.text('连不上网络').waitFor();
    await phone.text('你填的内容都还在').waitFor();
    expect(await versionsToday(person.number)).toBe(before + 1);
    await phone.page.unroute('**/api/v1/check-ins');

    await phone.context.setOffline(true);
    await phone.text('网络已断开').waitFor();
    await submitButton(phone).click();
    await phone.text('连不上网络').waitFor();
    await phone.context.setOffline(false);

    await submitButton(phone).click();
    expect(await receiptNumber(phone)).not.toBe('');
    await phone.text(before === 0 ? '打卡成功' : '更正成功').waitFor();
    expect(await versionsToday(person.number)).toBe(before + 1);
  });

  it('ends the session of another phone, which then asks to sign in', async () => {
    const person = demoPerson('returning');
    await signIn(phone, person);
    const other = await Phone.open(browser);
    await signIn(other, person);

    await phone.load('/pages/sessions/index');
    const others = phone.screen.locator('.list__item').filter({ hasText: '结束' });
    await others.first().waitFor();
    expect(await phone.screen.locator('.list__item').filter({ hasText: '本机' }).count()).toBe(1);
    const before = await others.count();
    await others.first().getByText('结束', { exact: true }).click();
    await phone.sheet.locator('.main-button').first().click();
    await others.nth(before - 1).waitFor({ state: 'detached' });

    // whatever ends a session is felt within five seconds
    await other.page.waitForTimeout(FELT_WITHIN_MS);
    await other.load('/pages/history/index');
    await other.text('登录已结束').waitFor();
    await other.close();
  });

  it('signs in with the changed password and no longer with the old one', async () => {
    const person = demoPerson('jungar');
    await signIn(phone, person);
    await phone.tapTile('我的');
    await phone.tap('修改密码');
    await phone.field('current-password').fill(person.password);
    await phone.field('new-password').fill(NEW_PASSWORD);
    await phone.field('new-password-again').fill(NEW_PASSWORD);
    await phone.mainButton('修改密码').click();
    await phone.screen.locator('#current-password').waitFor({ state: 'detached' });

    const other = await Phone.open(browser);
    await chooseSchool(other);
    await giveAccount(other, person.number, person.password);
    await other.text('学工号或密码不对').waitFor();
    await giveAccount(other, person.number, NEW_PASSWORD);
    await atHome(other);
    await other.close();
  });
});
