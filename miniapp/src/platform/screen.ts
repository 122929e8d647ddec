import Taro from '@tarojs/taro';

const ignore = (): undefined => undefined;
let turn: Promise<unknown> = Promise.resolve();

/** One after the other, so that what is read as the person's own brightness never is what was set here. */
const inTurn = (work: () => Promise<void>): void => {
  turn = turn.then(work).catch(ignore);
};

const set = async (value: number, keepScreenOn: boolean): Promise<void> => {
  await Taro.setScreenBrightness({ value }).catch(ignore);
  await Taro.setKeepScreenOn({ keepScreenOn }).catch(ignore);
};

/** Makes the screen bright and keeps it on. @returns what puts it back as it was */
export const lightUp = (): (() => void) => {
  let own = 0;
  inTurn(async () => {
    own = (await Taro.getScreenBrightness()).value;
    await set(1, true);
  });
  return () => {
    inTurn(() => (own > 0 ? set(own, false) : Promise.resolve()));
  };
};
