import type { Browser } from 'playwright-core';
import { openForm, receiptNumber, report, submitButton, typeTemperature } from './check-in-form';
import { isListed, lineOf, openPeople } from './counsellor';
import { demoPerson } from './demo-people';
import { openBrowser, Phone } from './phone';
import { atHome, chooseSchool, giveAccount, setFirstPassword, signIn } from './sign-in';

jest.setTimeout(120_000);

const NOTE = '已电话联系，已到校医院就诊';
const UNTIL_THE_WORKER_HAS_DONE_IT_MS = 30_000;

/** Healthy, then feverish, then reminded: three people whom the same counsellor follows. */
const healthy = demoPerson('student_away');
const feverish = demoPerson('returning_away');
const forgetful = demoPerson('wrong_name');
const NEW_PASSWORD = 'lantern over quiet river';

describe('the daily check-in, by a student and a counsellor', () => {
  let browser: Browser;
  let counsellor: Phone;

  beforeAll(async () => {
    browser = await openBrowser();
    counsellor = await Phone.open(browser);
    await signIn(counsellor, demoPerson('counsellor'));
  });
  afterEach(() => expect(counsellor.complaints).toEqual([]));
  afterAll(() => browser?.close());

  it('takes a new student from the initial password to a receipt, and from missing to reported', async () => {
    expect(await isListed(counsellor, 'missing', healthy)).toBe(true);

    const student = await Phone.open(browser);
    await chooseSchool(student);
    await giveAccount(student, healthy.number, healthy.password);
    await setFirstPassword(student, NEW_PASSWORD);
    await atHome(student);
    const card = await student.screen.locator('.identity').innerText();
    expect(card).toContain(healthy.number);
    expect(card).toContain(healthy.name);
    expect(card).toMatch(/¥\d+\.\d\d/);

    const receipt = await report(student, '365');
    expect(receipt).not.toBe('');
    await student.text('打卡成功').waitFor();
    await student.mainButton('回首页').click();
    await student.text(`回执 ${receipt}`).waitFor();
    expect(student.complaints).toEqual([]);
    await student.close();

    expect(await isListed(counsellor, 'missing', healthy)).toBe(false);
    expect(await isListed(counsellor, 'reported', healthy)).toBe(true);
  });

  it('opens a case for a fever, which the counsellor closes with a note', async () => {
    const student = await Phone.open(browser);
    await signIn(student, feverish);
    await report(student, '382');
    await student.text('辅导员会联系你').waitFor();
    await student.text('发热').waitFor();
    expect(await isListed(counsellor, 'abnormal', feverish)).toBe(true);

    await counsellor.load('/packages/students/cases/index');
    const open = await lineOf(counsellor, feverish);
    await open.getByText('完成跟进').click();
    await counsellor.sheet.locator('.main-button').first().click();
    await counsellor.sheet.getByText('请写一句处理情况').waitFor();
    await counsellor.sheet.locator('#closing-note textarea').fill(NOTE);
    await counsellor.sheet.locator('.main-button').first().click();
    await open.waitFor({ state: 'detached' });
    await counsellor.tap('已完成');
    await (await lineOf(counsellor, feverish)).getByText(NOTE).waitFor();

    expect(await findsNotice(student, '跟进已完成')).toBe(true);
    expect(student.complaints).toEqual([]);
    await student.close();
  });

  it('brings a reminder to whoever is missing, and that person to the form in one tap', async () => {
    await openPeople(counsellor, 'missing');
    expect(await (await lineOf(counsellor, forgetful)).count()).toBe(1);
    await counsellor.tap('提醒名单上的所有人');
    await counsellor.sheet.locator('.main-button').first().click();
    await counsellor.text('已提醒').waitFor();

    const student = await Phone.open(browser);
    await signIn(student, forgetful);
    expect(await findsNotice(student, '该打卡了')).toBe(true);
    await student.tap('该打卡了');
    await student.screen.locator('#field-temperature').waitFor();
    expect(student.complaints).toEqual([]);
    await student.close();
  });

  it('keeps both versions of a corrected report and shows them from the calendar', async () => {
    const student = await Phone.open(browser);
    await signIn(student, { ...healthy, password: NEW_PASSWORD });
    const first = await student.screen.locator('.card--today .tone--good').innerText();
    await openForm(student);
    await student.text('这一次已经打过卡').waitFor();
    await typeTemperature(student, '367');
    await student.screen.locator('#field-location .main-button').click();
    await student.screen.locator('#field-location .tone--good').waitFor();
    await submitButton(student).click();
    expect(first).toContain(await receiptNumber(student));
    await student.text('更正成功，第 2 版').waitFor();

    await student.tap('看打卡记录');
    await student.screen.locator('.calendar__day--selected.tone--good').waitFor();
    await student.screen.getByText('第 2 版').click();
    await student.text('共 2 个版本').waitFor();
    const versions = await student.screen.locator('.card').allInnerTexts();
    expect(versions.filter((text) => text.includes('36.7'))).toHaveLength(1);
    expect(versions.filter((text) => text.includes('36.5'))).toHaveLength(1);
    expect(student.complaints).toEqual([]);
    await student.close();
  });
});

/** Notices come by way of the worker: looks again until then. */
const findsNotice = async (phone: Phone, title: string): Promise<boolean> => {
  const giveUpAt = Date.now() + UNTIL_THE_WORKER_HAS_DONE_IT_MS;
  while (Date.now() < giveUpAt) {
    await phone.load('/pages/inbox/index');
    await phone.settled();
    if ((await phone.screen.getByText(title, { exact: true }).count()) > 0) {
      return true;
    }
    await phone.page.waitForTimeout(500);
  }
  return false;
};
