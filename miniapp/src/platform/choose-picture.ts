import Taro from '@tarojs/taro';
import type { PictureSource } from './pictures';

export const choosePicture = async (source: PictureSource): Promise<string | null> => {
  try {
    const { tempFilePaths } = await Taro.chooseImage({ count: 1, sizeType: ['original'], sourceType: [source] });
    return tempFilePaths[0] ?? null;
  } catch {
    return null;
  }
};
