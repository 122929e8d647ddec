import type { Browser } from 'playwright-core';
import { demoPerson, type DemoPerson } from './demo-people';
import { openBrowser, Phone } from './phone';
import {
  AT_XINCHENG,
  barButton,
  beginReturn,
  choosePaper,
  choosePicture,
  FAR_AWAY,
  isDone,
  pictureFor,
  SLOTS,
  slotOf,
} from './return-form';
import { signIn } from './sign-in';

jest.setTimeout(180_000);

/** slow enough to see how far a photo has come */
const SLOW = { offline: false, latency: 40, downloadThroughput: -1, uploadThroughput: 60_000 };
const UNTIL_IT_TAKES_EFFECT_MS = 40_000;

const student = demoPerson('returning_away');
const classmate = demoPerson('case_open');

describe('returning to campus, by a student and a counsellor', () => {
  let browser: Browser;
  let phone: Phone;
  let counsellor: Phone;

  beforeAll(async () => {
    browser = await openBrowser();
    phone = await Phone.open(browser);
    counsellor = await Phone.open(browser);
    await signIn(phone, student);
    await signIn(counsellor, demoPerson('counsellor'));
  });
  afterEach(() => {
    expect([...phone.complaints, ...counsellor.complaints]).toEqual([]);
  });
  afterAll(() => browser?.close());

  const openRequest = async (tab: 'clean' | 'needs_look'): Promise<void> => {
    await counsellor.load('/packages/approvals/inbox/index');
    await counsellor.screen.locator('.tab').filter({ hasText: counsellor.words.approvals.tabs[tab] }).click();
    const line = counsellor.screen.locator('.request').filter({ hasText: student.number });
    await line.locator('.request__body').click();
    await counsellor.screen.locator('.gallery').waitFor();
    await counsellor.text(student.number).waitFor();
  };
  /** What the student sees once the approver can no longer take it back. */
  const sees = async (words: string): Promise<void> => {
    const giveUpAt = Date.now() + UNTIL_IT_TAKES_EFFECT_MS;
    for (;;) {
      await phone.load('/pages/return/index');
      await phone.settled();
      if ((await phone.screen.getByText(words).count()) > 0) {
        return;
      }
      if (Date.now() > giveUpAt) {
        throw new Error(`"${words}" in vain in: ${await phone.screen.innerText()}`);
      }
      await phone.page.waitForTimeout(1000);
    }
  };

  /** Another application without anything doubtful. */
  const handIn = async (person: DemoPerson): Promise<void> => {
    const other = await Phone.open(browser);
    await signIn(other, person);
    await beginReturn(other);
    for (const [nth, key] of SLOTS.entries()) {
      await choosePaper(other, key);
      await choosePicture(other, key, await pictureFor(other, `${key} ${person.number}`, nth + 10));
      await isDone(other, key);
    }
    await barButton(other).click();
    await other.screen.locator('#field-approverId').waitFor();
    await barButton(other).click();
    await other.text('已提交，等待审批').waitFor();
    expect(other.complaints).toEqual([]);
    await other.close();
  };

  it('cannot sign in before it is approved', async () => {
    await phone.load('/pages/arrival/index');
    await phone.text('现在还不能签到').waitFor();
  });

  it('is filled in, keeps what was typed, and goes on to the photos', async () => {
    await phone.load();
    await phone.tapTile('健康返校');
    await phone.text('返校前先申请').waitFor();
    await beginReturn(phone);
    await phone.text('草稿已保存').waitFor();
    await phone.load('/pages/return/index');
    await phone.screen.locator('.slot').first().waitFor();
    expect(await phone.screen.locator('.slot').count()).toBe(SLOTS.length);
  });

  it('refuses one photo alone, with its fault named', async () => {
    const page = await phone.context.newPage();
    await page.setViewportSize({ width: 100, height: 100 });
    const tiny = await page.screenshot({ type: 'png' });
    await page.close();
    await choosePicture(phone, 'green_code', tiny);
    await slotOf(phone, 'green_code').getByText('这张照片太小，看不清字').waitFor();
    expect(await slotOf(phone, 'itinerary').locator('.slot__refusal').count()).toBe(0);
  });

  it('uploads three photos with their progress', async () => {
    const wire = await phone.context.newCDPSession(phone.page);
    const pictures = await Promise.all(SLOTS.map((key, nth) => pictureFor(phone, key, nth)));
    await wire.send('Network.enable');
    await wire.send('Network.emulateNetworkConditions', SLOW);
    for (const [nth, key] of SLOTS.entries()) {
      await choosePaper(phone, key);
      await choosePicture(phone, key, pictures[nth] ?? Buffer.alloc(0));
      await slotOf(phone, key)
        .getByText(/正在上传 [1-9]\d?%/)
        .waitFor();
    }
    await Promise.all(SLOTS.map((key) => isDone(phone, key)));
    await wire.send('Network.emulateNetworkConditions', { ...SLOW, latency: 0, uploadThroughput: -1 });
    await slotOf(phone, 'green_code').locator('.photo__image img').waitFor();
    const source = await slotOf(phone, 'green_code').locator('.photo__image img').getAttribute('src');
    expect(source).toMatch(/^blob:/);
    await phone.text('都填好了').waitFor();
  });

  it('refuses the same photo in another slot', async () => {
    await phone.text('草稿已保存').waitFor();
    const again = await pictureFor(phone, SLOTS[0], 0);
    await choosePicture(phone, 'vaccination', again);
    await slotOf(phone, 'vaccination').getByText('这张照片已用在另一项里').waitFor();
    await phone.load('/pages/return/index');
  });

  it('is handed in to the preselected approver, and says what happens next', async () => {
    await phone.text('学院通知').waitFor();
    expect(await phone.screen.locator('#field-approverId .pick--on').count()).toBe(1);
    await barButton(phone).click();
    await phone.text('已提交，等待审批').waitFor();
    await phone.text('审批后会发通知给你').waitFor();
  });

  it('comes back with one photo to be done again, and why', async () => {
    await openRequest('clean');
    await counsellor.screen.locator('.gallery .photo__image img').waitFor();
    await counsellor.mainButton('退回').click();
    await counsellor.sheet.getByText('近 14 天行程', { exact: true }).click();
    await counsellor.sheet.getByText('照片看不清', { exact: true }).click();
    await counsellor.sheet.locator('textarea').fill('请拍全十四天');
    await counsellor.sheet.locator('.main-button').first().click();
    await counsellor.text('已退回 1 份').waitFor();

    await sees('审批人请你改一改');
    await phone.text('要重传：近 14 天行程').waitFor();
    await phone.text('请拍全十四天').waitFor();
    expect(await phone.screen.locator('.slot').first().getAttribute('id')).toBe('field-itinerary');
  });

  it('is corrected and handed in again, both versions to compare', async () => {
    await choosePicture(phone, 'itinerary', await pictureFor(phone, 'itinerary', 7));
    await phone.text('都填好了').waitFor();
    await barButton(phone).click();
    await phone.text('提交前看一眼').waitFor();
    await barButton(phone).click();
    await phone.text('已提交，等待审批').waitFor();
    await phone.tap('对比 2 个版本');
    await phone.text('第 2 版').waitFor();
    expect(await phone.screen.getByText('有改动', { exact: true }).count()).toBe(1);
  });

  it('stands beside others that are approved in a batch, of which one is taken back', async () => {
    await handIn(classmate);
    await counsellor.load('/packages/approvals/inbox/index');
    const lines = counsellor.screen.locator('.request');
    await lines.filter({ hasText: classmate.number }).waitFor();
    const count = await lines.count();
    expect(count).toBeGreaterThan(1);
    await barButton(counsellor).click();
    await counsellor.text('通过选中的').waitFor();
    await barButton(counsellor).click();
    await counsellor.text(`已通过 ${count} 份`).waitFor();
    await counsellor.tap('撤一份');
    await counsellor.sheet.getByText(`撤销 ${classmate.name}`, { exact: true }).click();
    await counsellor.text(`已通过 ${count - 1} 份`).waitFor();
    await lines.filter({ hasText: classmate.number }).waitFor();
    expect(await lines.count()).toBe(1);
  });

  it('is approved by a look at what was corrected', async () => {
    await openRequest('needs_look');
    await counsellor.text('补充后重新提交').waitFor();
    const forward = counsellor.screen.locator('.gallery__caption .stepper__side').last();
    await forward.click();
    await counsellor.text('新传的').waitFor();
    await counsellor.mainButton('通过').click();
    await counsellor.text('已通过 1 份').waitFor();
    await sees('审批通过，可以返校');
  });

  it('is refused far from the campus and arrives inside it, which makes the check-in the on-campus one', async () => {
    await phone.load('/pages/check-in/index');
    await phone.text('校外').waitFor();
    await phone.context.setGeolocation(FAR_AWAY);
    await phone.load();
    await phone.mainButton('到校签到').click();
    await phone.mainButton('定位并签到').click();
    await phone.text('还有').waitFor();
    await phone.text('你还没到校区').waitFor();

    await phone.context.setGeolocation(AT_XINCHENG);
    await phone.mainButton('重新定位并签到').click();
    await phone.text('签到成功').waitFor();
    await phone.mainButton('去打卡').click();
    await phone.screen.locator('#field-temperature, .empty').first().waitFor();
    expect(await phone.screen.innerText()).not.toContain('校外');
    await phone.load();
    await phone.text('在校').waitFor();
  });
});
