import Taro from '@tarojs/taro';

export { choosePicture } from './choose-picture';

const QUALITY = 85;

export const shrunk = async (path: string, longSide: number): Promise<string> => {
  try {
    const { width, height } = await Taro.getImageInfo({ src: path });
    const scale = Math.min(1, longSide / Math.max(width, height));
    const { tempFilePath } = await Taro.compressImage({
      src: path,
      quality: QUALITY,
      compressedWidth: Math.round(width * scale),
      compressedHeight: Math.round(height * scale),
    });
    return tempFilePath;
  } catch {
    return path;
  }
};

export const dropPicture = (): void => undefined;
