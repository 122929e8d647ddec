/**
 * Passwords that everybody tries first. The words are the ones that every published ranking of leaked
 * passwords repeats (English and Chinese); the patterns make the rest, so no list has to be copied.
 */
const WORDS = `
  password passwort passw0rd pass word admin administrator root user guest test tester login welcome letmein master
  hello secret access system server manager service default changeme temp public private dragon monkey shadow sunshine
  princess football baseball basketball superman batman michael jordan jennifer jessica charlie ashley daniel thomas
  robert andrew george summer winter spring autumn monday friday january december flower purple orange banana cookie
  cheese pepper ginger butter chicken tiger panda eagle falcon phoenix mustang ferrari porsche mercedes yamaha harley
  killer hunter ranger soccer hockey golf tennis computer internet samsung apple google facebook twitter youtube
  microsoft windows linux android iphone trustno freedom liberty whatever nothing something forever together
  iloveyou loveyou lovely love iloveu iloveme babygirl baby honey sweet angel starwars pokemon naruto matrix
  qwerty qwertyuiop qwertyu asdfgh asdfghjkl asdf zxcvbn zxcvbnm zxcv qazwsx qazwsxedc wsxedc qwer qweasd qweasdzxc
  abc abcd abcde abcdef abcdefg aaa aaaa aaaaaa qqq qqqq qqqqqq zzz xxx www wwww asd zxc qwe qaz wsx
  woaini woaiwo woaiwojia woaizhongguo aini ainio nihao nihaoma zhongguo beijing shanghai guangzhou wangyi
  taobao alipay weixin wechat baidu tencent qqcom xiaomi huawei caonima wocao mima mimashi buzhidao haohao
  xuexi xuesheng xuexiao daxue laoshi student teacher school campus college university neimenggu mongolia huhehaote
  zhang wang li zhao chen yang huang liu zhou wu xiaoming xiaohong zhangsan lisi wangwu laopo laogong baobao
  jiankang health yiqing gongda imut xincheng jinchuan zhungeer kaoyan
`
  .split(/\s+/)
  .filter((word) => word !== '');

const STEMS = new Set(WORDS);
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890', 'abcdefghijklmnopqrstuvwxyz', '1qaz2wsx3edc4rfv5tgb'];
const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const isRepeated = (text: string): boolean =>
  Array.from({ length: Math.floor(text.length / 2) }, (_, index) => index + 1).some(
    (size) => text.length % size === 0 && text === text.slice(0, size).repeat(text.length / size),
  );

const isRun = (text: string): boolean => {
  const steps = new Set([...text].slice(1).map((letter, index) => letter.charCodeAt(0) - text.charCodeAt(index)));
  return steps.size === 1;
};

const isKeyboardRun = (text: string): boolean =>
  ROWS.some((row) => {
    const there = row + row;
    return there.includes(text) || [...there].reverse().join('').includes(text);
  });

const isDate = (text: string): boolean => /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text);

/** P@ssw0rd2024 → password: the tail goes first, or its digits would be read as letters. */
const isStemWithTail = (text: string): boolean => {
  const head = text.replace(/[^a-z]{0,10}$/, '');
  const unleet = [...head].map((letter) => LEET[letter] ?? letter).join('');
  return [head, unleet].some((form) => {
    const stem = form.replace(/^[^a-z]{0,8}/, '');
    return STEMS.has(stem) || (stem.length > 2 && isRepeated(stem) && text.length <= 12);
  });
};

/** Whether a password of eight characters or more is one of those that are guessed first. */
export const isCommonPassword = (password: string): boolean => {
  const text = password.toLowerCase();
  const letters = new Set(text).size;
  return letters <= 2 || isRepeated(text) || isRun(text) || isKeyboardRun(text) || isDate(text) || isStemWithTail(text);
};
