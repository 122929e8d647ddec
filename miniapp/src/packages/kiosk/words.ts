import type { Bilingual } from '@shared/bilingual';

/** A kiosk speaks both languages at once: nobody who comes to a gate chooses one first. */
const both = (zh: string, en: string): Bilingual => ({ zh, en });

export const KIOSK = {
  title: both('通行终端', 'Gate terminal'),
  opening: both('正在启动', 'Starting'),
  // enrolling
  enrolTitle: both('登记这台设备', 'Enrol this device'),
  enrolText: both(
    '请管理员在后台为出入口新建终端，把一次性登记码输入这里。登记后，这台设备就是该出入口的终端。',
    'An administrator adds a terminal to a gate and reads out its one-time code. This device then serves that gate.',
  ),
  enrolCode: both('登记码', 'Enrolment code'),
  enrol: both('登记', 'Enrol'),
  enrolBusy: both('正在登记…', 'Enrolling…'),
  enrolWrong: both(
    '登记码不对，或已用过、已过期。请管理员重新生成。',
    'The code is wrong, used or too old. Ask for a new one.',
  ),
  enrolNetwork: both(
    '没有连上服务器，请检查网络后再试。',
    'The server was not reached. Check the network and try again.',
  ),
  enrolOther: both('没有登记成功，请联系管理员。', 'This did not work. Please ask the administrator.'),
  // scanning
  hold: both('请将出入码对准镜头', 'Hold your pass code here'),
  asking: both('请稍候', 'One moment'),
  numberButton: both('没有手机？输入学工号', 'No phone? Enter your number'),
  cameraStarting: both('正在打开摄像头', 'Opening the camera'),
  // state
  online: both('在线', 'Online'),
  offline: both('离线，照常通行', 'Offline, still serving'),
  waiting: both('{{count}} 条待上传', '{{count}} waiting'),
  synced: both('同步于 {{time}}', 'Synced {{time}}'),
  syncedLongAgo: both('同步于 {{time}}，请尽快联网', 'Synced {{time}}: connect it soon'),
  neverSynced: both('还未同步', 'Not synced yet'),
  clock: both('时钟差 {{seconds}} 秒', 'Clock {{seconds}} s'),
  lane: both('通道方向', 'This lane'),
  laneBoth: both('进和出', 'In and out'),
  in: both('进', 'In'),
  out: both('出', 'Out'),
  flip: both('切换镜头', 'Other camera'),
  settings: both('设置', 'Settings'),
  // temperature
  temperature: both('请测温', 'Temperature, please'),
  temperatureHint: both('输入额温或腕温', 'Type what the thermometer shows'),
  implausible: both('34.0 到 42.0 之间，请重新测量', 'Between 34.0 and 42.0: measure again'),
  confirm: both('确认', 'OK'),
  erase: both('退格', 'Erase'),
  cancel: both('取消', 'Cancel'),
  secondsLeft: both('还剩 {{seconds}} 秒', '{{seconds}} s left'),
  // number
  number: both('学工号', 'Number'),
  numberHint: both('输入卡上的学工号', 'Type the number on your card'),
  numberAtDoor: both('离线时，进门只认预约后的出入码', 'Offline, only the code of a booking opens the way in'),
  direction: both('方向', 'Direction'),
  close: both('返回', 'Back'),
  trouble: both('请找值班人员', 'Please ask the keeper'),
  photo: both('请核对照片', 'Compare the photo'),
  // the camera does not work
  cameraInsecure: both('浏览器没有开放摄像头', 'The browser gives no camera'),
  cameraInsecureText: both(
    '本页要用 HTTPS 地址打开。学工号通行不受影响。',
    'Open this page by its HTTPS address. Numbers work meanwhile.',
  ),
  cameraRefused: both('没有摄像头权限', 'The camera is not allowed'),
  cameraRefusedText: both(
    '点地址栏左边的图标，允许使用摄像头，再点“重试”。学工号通行不受影响。',
    'Tap the sign left of the address, allow the camera, then try again. Numbers work meanwhile.',
  ),
  cameraAbsent: both('没有找到摄像头', 'No camera was found'),
  cameraAbsentText: both('请接上摄像头。学工号通行不受影响。', 'Plug one in. Numbers work meanwhile.'),
  cameraBusy: both('摄像头被别的程序占用', 'Another program has the camera'),
  cameraBusyText: both(
    '请关闭它，再点“重试”。学工号通行不受影响。',
    'Close it, then try again. Numbers work meanwhile.',
  ),
  retry: both('重试', 'Try again'),
  // the end
  insecure: both('请用 HTTPS 打开', 'Open it by HTTPS'),
  insecureText: both(
    '只有 HTTPS（或 localhost）页面才能保存密钥和使用摄像头。运维文档写有做法。',
    'Only pages from HTTPS (or localhost) may keep keys and see. The operations page says how.',
  ),
  elsewhere: both('终端已在另一个窗口打开', 'Another window is this terminal'),
  elsewhereText: both('请关闭多余的窗口，只留一个。', 'Close one of the two.'),
  revoked: both('此终端已停用', 'This terminal was revoked'),
  revokedText: both(
    '密钥、名单和记录已从这台设备清除。要再次使用，请管理员给新的登记码。',
    'Keys, lists and records are gone from this device. To use it again, ask for a new code.',
  ),
  unknown: both('服务器不认识这台设备', 'The server does not know this device'),
  unknownText: both(
    '它的密钥已失效：出入口可能换了设备，或系统重新装过。请管理员给新的登记码，再重新登记；仍是这个终端的话，还没上传的记录会接着上传。',
    'Its key has ended: another device took its place, or the system was set up anew. Ask for a new code and enrol again; as the same terminal it still tells what waits here.',
  ),
  superseded: both('终端已在别处启动', 'This terminal runs elsewhere'),
  supersededText: both(
    '另一台设备用同样的密钥启动了。如果不是你们做的，请管理员停用它。',
    'Another device has started with the same key. If that was not you, have it revoked.',
  ),
  enrolAgain: both('重新登记', 'Enrol again'),
} satisfies Record<string, Bilingual>;

/** The words with their facts in both languages. */
export const filled = (words: Bilingual, facts: Record<string, string | number>): Bilingual => {
  const fill = (text: string): string => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name]));
  return { zh: fill(words.zh), en: fill(words.en) };
};
